// What a value says of something else (a record, person, unit or file) is read from that thing, never believed from a request.
import type { Actor, Organisation, Person } from '../access/index.ts';
import { subjectOf } from '../access/index.ts';
import { canonicalJson } from '../core/canonical.ts';
import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject, own } from '../core/json.ts';
import { pointer, valueAt, withValueAt } from '../core/pointer.ts';
import type { Field } from '../fields/index.ts';
import { holds } from '../rules/index.ts';
import { accessTo, isUnseen } from './access-to.ts';
import { applyFill } from './apply-fill.ts';
import type { Context, FieldStates } from './context.ts';
import { fieldAtPointer } from './field-at.ts';
import type { Form } from './form.ts';

/** A person writes with their own rights; the chart writes with every right, since its author was allowed to publish it. */
export type Writer = 'person' | 'chart';

/** A record as a link reads it: its data, and what rules read as `record`. */
export type LinkedRecord = { data: JsonObject; record: JsonObject };

/** What links lead to, as it is now. Undefined: there is nothing that the writer may link to. */
export type LinkSource = {
  organisation: Organisation;
  record(form: string, id: string, by: Writer): LinkedRecord | undefined;
  file(id: string, by: Writer): { name: string; size: number; type: string } | undefined;
};

export type Linked = { data: JsonObject; issues: Issue[] };

/** `written`: top-level fields that the writer names. What they have seen filled in and may have corrected is theirs. */
export type Linking = {
  form: Form;
  before: JsonObject;
  states: FieldStates;
  ctx: Context;
  by: Writer;
  written: ReadonlySet<string>;
  links: LinkSource;
};

type Place = { at: string; field: Field; value: Json };

/** `data` with its links made true. A link that is stored already (`before`) stays as it was, whatever became of its other end. */
export function linkValues(data: JsonObject, linking: Linking): Linked {
  const linked: Linked = { data, issues: [] };
  for (const place of placesIn(linking.form, data)) {
    const stored = valueAt(linking.before, place.at);
    if (stored !== undefined && canonicalJson(stored) === canonicalJson(place.value)) continue;
    switch (place.field.kind.target) {
      case 'record':
        linkRecord(place, stored, linked, linking);
        break;
      case 'person':
        linkPerson(place, linked, linking);
        break;
      case 'unit':
        linkUnit(place, linked, linking);
        break;
      case 'file':
        linkFiles(place, linked, linking);
        break;
    }
  }
  return linked;
}

function placesIn(form: Form, data: JsonObject): Place[] {
  const places: Place[] = [];
  const visit = (fields: { [name: string]: Field }, values: JsonObject, at: string) => {
    for (const [name, value] of Object.entries(values)) {
      const field = own(fields, name);
      if (!field || value === null) continue;
      const here = at + pointer(name);
      if (field.columns && Array.isArray(value)) {
        for (const [index, row] of value.entries())
          if (isJsonObject(row)) visit(field.columns, row, here + pointer(index));
      } else places.push({ at: here, field, value });
    }
  };
  visit(form.fields, data, '');
  return places;
}

const idOf = (value: Json | undefined): string | undefined =>
  isJsonObject(value) && typeof value.id === 'string' ? value.id : undefined;

function put(linked: Linked, at: string, value: Json | undefined): void {
  linked.data = withValueAt(linked.data, at, value) as JsonObject;
}

function linkRecord(place: Place, stored: Json | undefined, linked: Linked, linking: Linking): void {
  const { at, field, value } = place;
  const { form, links, by } = linking;
  const { link } = field;
  const id = idOf(value);
  // A value without an id has the wrong shape: the structure check says so.
  if (!link || id === undefined) return;
  if (idOf(stored) === id) {
    put(linked, at, stored);
    return;
  }
  const target = links.record(link.form, id, by);
  if (!target) {
    linked.issues.push(issue('record/linked-missing', at, { form: link.outline?.title ?? link.form }));
    return;
  }
  if (!isOffered(field, target, linked.data, linking)) {
    linked.issues.push(issue('record/linked-not-offered', at, { title: field.title }));
    return;
  }
  const carried: JsonObject = { id };
  for (const name of [link.display, ...link.carry]) {
    const part = own(target.data, name);
    if (part !== undefined) carried[name] = part;
  }
  put(linked, at, carried);
  const parent = at.slice(0, at.lastIndexOf('/'));
  for (const [name, filled] of Object.entries(applyFill(form, field.path, target.data))) {
    const here = parent + pointer(name);
    if (isWritersOwn(here, linking) || !fieldAtPointer(form, here)) continue;
    put(linked, here, filled ?? undefined);
  }
}

// A person saw what was filled in wherever they may write; the chart sees nothing and writes what it names.
function isWritersOwn(at: string, { by, states, written }: Linking): boolean {
  if (by === 'person') return states[at]?.readonly === false;
  return written.has(at.split('/')[1] ?? '');
}

// The filter of a reference holds on save as it does in the look-up.
function isOffered(field: Field, target: LinkedRecord, current: JsonObject, { form, ctx }: Linking): boolean {
  const filter = own(form.filters, field.path);
  if (!filter) return true;
  const data = { ...target.data, record: target.record, actor: subjectOf(ctx.actor, ctx.locale), current };
  return holds(filter, { ...ctx.env, data }).holds;
}

function linkPerson({ at, field, value }: Place, linked: Linked, { links, ctx }: Linking): void {
  const id = idOf(value);
  if (id === undefined) return;
  const person = links.organisation.person(id);
  if (!person?.active) linked.issues.push(issue('record/person-missing', at));
  else if (!personFits(field, person, ctx.actor, links.organisation))
    linked.issues.push(issue('record/person-unfit', at));
  else put(linked, at, { id, title: person.title });
}

/** Whether a person may stand in a field: with its role, within its unit. */
export function personFits({ json }: Field, person: Person, actor: Actor, organisation: Organisation): boolean {
  const { role, within } = json;
  if (typeof role === 'string' && !person.roles.includes(role)) return false;
  if (typeof within !== 'string') return true;
  return organisation.isInUnit(person.unit, within === 'actor.unit' ? actor.unit : within);
}

function linkUnit({ at, value }: Place, linked: Linked, { links }: Linking): void {
  const id = idOf(value);
  if (id === undefined) return;
  const unit = links.organisation.unit(id);
  if (!unit) linked.issues.push(issue('record/unit-missing', at));
  else put(linked, at, { id, title: unit.title });
}

function linkFiles({ at, value }: Place, linked: Linked, { form, before, links, by, ctx }: Linking): void {
  if (!Array.isArray(value)) return;
  // A person takes no file out of a field that they do not see: what they know is its id, not the file.
  const kept = filesIn(form, before, by === 'chart' ? undefined : ctx);
  for (const [index, given] of value.entries()) {
    const id = idOf(given);
    if (id === undefined) continue;
    const here = at + pointer(index);
    const stored = kept.get(id);
    const file = stored === undefined ? links.file(id, by) : undefined;
    if (stored !== undefined) put(linked, here, stored);
    else if (file) put(linked, here, { id, name: file.name, size: file.size, type: file.type });
    else {
      const name = isJsonObject(given) && typeof given.name === 'string' ? given.name.slice(0, 100) : id;
      linked.issues.push(issue('record/file-missing', here, { name }));
    }
  }
}

/** With a context, those alone whose field the actor sees. */
function filesIn(form: Form, data: JsonObject, ctx?: Context): Map<string, Json> {
  const files = new Map<string, Json>();
  for (const { field, value } of placesIn(form, data)) {
    if (field.kind.shape !== 'files' || !Array.isArray(value)) continue;
    const rows = field.path === field.name ? undefined : own(form.fields, field.path.split('.')[0] ?? '');
    if (ctx && isUnseen(accessTo(field, rows, ctx))) continue;
    for (const file of value) files.set(idOf(file) ?? '', file);
  }
  return files;
}

/** Ids of the files that `after` has and `before` did not have: they become the record's when it is stored. */
export function newFiles(form: Form, before: JsonObject, after: JsonObject): string[] {
  const known = filesIn(form, before);
  return [...filesIn(form, after).keys()].filter((id) => id !== '' && !known.has(id));
}
