import {
  isJsonObject,
  isText,
  type Json,
  type JsonObject,
  locales,
  type Result,
  valueAt,
} from '../../../engine/index.ts';
import { apply } from './apply.ts';
import type { Command } from './command.ts';
import { type Document, definition } from './document.ts';

/** The draft and the drafts before and after it. Selection and zoom are not here: they are view state and never undone. */
export type History = { past: readonly Step[]; present: Document; future: readonly Step[] };
/** `document` is the draft on the other side of the step; `command` is what was done, for the tooltip of the undo button. */
type Step = { document: Document; command: Command };

/** How many steps can be undone. */
const DEPTH = 200;

export function historyOf(document: Document): History {
  return { past: [], present: document, future: [] };
}

/** Applies a command. Typing into one property is one step, however many letters. */
export function execute(history: History, command: Command): Result<History> {
  const applied = apply(history.present, command);
  if (!applied.ok) return applied;
  if (applied.value === history.present) return { ok: true, value: history };
  const last = history.past.at(-1);
  const past =
    last && history.future.length === 0 && continues(last, command)
      ? [...history.past.slice(0, -1), { ...last, command }]
      : [...history.past, { document: history.present, command }].slice(-DEPTH);
  return { ok: true, value: { past, present: applied.value, future: [] } };
}

/** Typing in the JSON view is one step until another command comes between. */
function isTypedText(before: Command, after: Command): boolean {
  return (
    before.type === 'definition.replace' &&
    after.type === 'definition.replace' &&
    before.ref.kind === after.ref.kind &&
    before.ref.key === after.ref.key
  );
}

function continues({ document, command: before }: Step, after: Command): boolean {
  if (isTypedText(before, after)) return true;
  return (
    before.type === 'property.set' &&
    after.type === 'property.set' &&
    before.path === after.path &&
    before.ref.kind === after.ref.kind &&
    before.ref.key === after.ref.key &&
    isTyped(before, after, valueAt(definition(document, after.ref) ?? {}, after.path))
  );
}

type PropertySet = Extract<Command, { type: 'property.set' }>;

/** Letters of one text; of a text in several languages, those of one language. */
function isTyped({ value: before }: PropertySet, { value: after }: PropertySet, first: Json | undefined): boolean {
  if (typeof before === 'string' && typeof after === 'string') return true;
  if (!isJsonObject(before) || !isJsonObject(after) || !isText(before) || !isText(after)) return false;
  const begun: JsonObject = isJsonObject(first)
    ? first
    : Object.fromEntries(locales.map((one) => [one, first ?? null]));
  return (
    locales.filter(
      (one) => (begun[one] ?? null) !== (before[one] ?? null) || (begun[one] ?? null) !== (after[one] ?? null),
    ).length === 1
  );
}

export function undo(history: History): History {
  const last = history.past.at(-1);
  if (!last) return history;
  return {
    past: history.past.slice(0, -1),
    present: last.document,
    future: [{ document: history.present, command: last.command }, ...history.future],
  };
}

export function redo(history: History): History {
  const [next, ...rest] = history.future;
  if (!next) return history;
  return {
    past: [...history.past, { document: history.present, command: next.command }],
    present: next.document,
    future: rest,
  };
}

/** The definitions that differ from a saved draft: what is to be saved. */
export function changedSince(saved: Document, present: Document): string[] {
  const refs = new Set([...Object.keys(saved.definitions), ...Object.keys(present.definitions)]);
  return [...refs].filter((ref) => saved.definitions[ref] !== present.definitions[ref]).sort();
}
