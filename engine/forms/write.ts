// The one place where a record's data changes: refuse → merge → settle, for every caller.
import { canonicalJson } from '../core/canonical.ts';
import { type Issue, issue } from '../core/issue.ts';
import { type JsonObject, own } from '../core/json.ts';
import { pointer } from '../core/pointer.ts';
import type { StructureValidator } from '../core/structure.ts';
import type { Context, FieldStates } from './context.ts';
import type { Form } from './form.ts';
import { type LinkSource, linkValues, type Writer } from './link-values.ts';
import { normalise } from './normalise.ts';
import { mergeWrites, refusals } from './refusals.ts';
import { settle } from './settle.ts';

/** What a writing may ask beside the form and the data. */
export type WriteTools = {
  /** Without it, the form's own checks of values are all that is asked about the structure. */
  structure?: StructureValidator;
  /** Without it, links stay as they are given: for trials, which have no store. */
  links?: LinkSource;
  /** The data is made up for a trial: fields that do not matter may be left out. */
  trial?: true;
};

export type WriteOptions = WriteTools & {
  /** The stored data, or what a new record begins with. */
  before: JsonObject;
  by: Writer;
  /** The record is made now: nothing of it was there before that could be at fault. */
  isNew?: true;
  /** Nothing will be stored: what may not be written is left out instead of ending the look. */
  lenient?: boolean;
};

/** Nothing may be stored while one of the issues is an error. */
export type Written = { data: JsonObject; states: FieldStates; issues: Issue[] };

/**
 * What a record holds after `input` (in part or whole; null clears) was written: what may not be written is refused, links
 * are read anew, formulas follow, hidden values go, the whole is checked. A chart writes with every right and is not held
 * to what was wrong before; computed fields are nobody's to write.
 */
export function write(form: Form, input: JsonObject, context: Context, options: WriteOptions): Written {
  const { by, links, structure, lenient = false } = options;
  const before = options.trial ? withoutFollowing(form, options.before, input) : options.before;
  const ctx = contextOf(context, options);
  const wanted = overlaid(before, input);
  // States as they are once everything is written: a rule may open or close a field by what another one now says.
  const first = settle(form, wanted, ctx, structure);
  const stop = (issues: Issue[]): Written => ({ data: before, states: first.states, issues });
  const refused = by === 'chart' ? chartRefusals(form, input) : refusals(form, before, input, first.states, ctx);
  if (refused.length > 0 && !lenient) return stop(refused);
  const was = baseline(form, ctx, options);
  // A value of the wrong shape would only bring follow-up findings: rules that cannot read it, links that lead nowhere.
  const shape = was(structure?.(first.data) ?? []);
  if (shape.length > 0 && !lenient) return stop(shape);
  const merged = by === 'chart' ? normalise(form, wanted) : mergeWrites(form, before, input, first.states, ctx);
  const written = new Set(Object.keys(input));
  const linked = links
    ? linkValues(merged, { form, before, states: first.states, ctx, by, written, links })
    : { data: merged, issues: [] };
  const same = canonicalJson(linked.data) === canonicalJson(wanted);
  const settled = same ? first : settle(form, linked.data, ctx, structure);
  const cleared = (found: Issue) =>
    by === 'chart' && found.code === 'field/required' && written.has(found.path.split('/')[1] ?? '');
  const issues = was(settled.issues).filter((found) => !cleared(found));
  return { data: settled.data, states: settled.states, issues: [...linked.issues, ...issues] };
}

// A chart answers for what it writes to read-only fields as well: nothing is left alone.
function contextOf(ctx: Context, { by, before, isNew, trial }: WriteOptions): Context {
  const made: Context = trial ? { ...ctx, trial } : ctx;
  return by === 'chart' ? { ...made, exists: false, ...(isNew ? {} : { before }) } : made;
}

// The values that a trial was given for formulas rest on fields that were left out; one that is written feeds them again.
function withoutFollowing(form: Form, before: JsonObject, input: JsonObject): JsonObject {
  const data: JsonObject = { ...before };
  for (const { field, rows, rule } of form.computed) {
    const fed = rule.reads.some((path) => Object.hasOwn(input, path.split('.')[0] ?? ''));
    if (!rows && fed) delete data[field.name];
  }
  return data;
}

function overlaid(before: JsonObject, input: JsonObject): JsonObject {
  const data: JsonObject = { ...before };
  for (const [name, value] of Object.entries(input)) {
    if (value === null) delete data[name];
    else data[name] = value;
  }
  return data;
}

function chartRefusals(form: Form, input: JsonObject): Issue[] {
  return Object.keys(input).flatMap((name) => {
    const field = own(form.fields, name);
    if (!field) return [issue('data/unknown-key', pointer(name), { key: name.slice(0, 60) })];
    return field.compute === undefined ? [] : [issue('form/not-writable', pointer(name), { title: field.title })];
  });
}

/** Leaves out what was wrong already, where the writer cannot be asked to mend it: of a chart, and of a trial's data. */
function baseline(form: Form, ctx: Context, { before, by, isNew, trial, structure }: WriteOptions) {
  const tolerant = !isNew && (by === 'chart' || trial === true);
  let known: Set<string> | undefined;
  const keyOf = ({ code, path }: Issue) => `${code} ${path}`;
  return (issues: Issue[]): Issue[] => {
    if (!tolerant || issues.length === 0) return issues;
    known ??= new Set(settle(form, before, ctx, structure).issues.map(keyOf));
    return issues.filter((found) => !known?.has(keyOf(found)));
  };
}
