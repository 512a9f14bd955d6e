import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject, own } from '../core/json.ts';
import { isPrototypeName } from '../core/names.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import { locales } from '../core/text.ts';
import { type Field, maskValue, normaliseValue } from '../fields/index.ts';
import { accessTo, isUnseen } from './access-to.ts';
import type { Context, FieldState, FieldStates } from './context.ts';
import type { Form } from './form.ts';
import { sameValue } from './same-value.ts';

/**
 * What the actor may not write, of what `after` says otherwise than `before` (the stored data; of a new record, its
 * `initialData`). A key that `after` does not have is no attempt; null is one to clear. Computed fields are not asked about:
 * they are computed again. A value that the actor does not see is refused whatever it is, so that guesses learn nothing; only
 * its mask may come back. `states` are those of `after`.
 */
export function refusals(
  form: Form,
  before: JsonObject,
  after: JsonObject,
  states: FieldStates,
  ctx: Pick<Context, 'access' | 'step'>,
): Issue[] {
  return Object.keys(after).flatMap((name) => {
    const at = pointer(name);
    const field = own(form.fields, name);
    if (!field) return [issue('data/unknown-key', at, { key: name.slice(0, 60) })];
    const next = normaliseValue(field, own(after, name));
    return fieldRefusals(field, normaliseValue(field, own(before, name)), next, at, states, ctx);
  });
}

function fieldRefusals(
  field: Field,
  before: Json | undefined,
  after: Json | undefined,
  at: JsonPointer,
  states: FieldStates,
  ctx: Pick<Context, 'access' | 'step'>,
): Issue[] {
  if (field.compute !== undefined) return [];
  const access = accessTo(field, undefined, ctx);
  if (isUnseen(access)) return access === 'masked' && isMaskOf(field, before, after) ? [] : [notWritable(field, at)];
  const closed = closedColumns(field, ctx);
  if (closed.length === 0 && sameValue(field, before, after)) return [];
  const state = states[at];
  if (!field.columns || !Array.isArray(after)) return isWritable(state) ? [] : [notWritable(field, at)];
  return rowRefusals(field, rowsIn(before), rowsIn(after), at, states, closed);
}

/** Columns that the actor does not see. Where there is one, no row can be written: rows come without it. */
function closedColumns(field: Field, ctx: Pick<Context, 'access' | 'step'>): Field[] {
  return Object.values(field.columns ?? {}).filter(
    (column) => column.compute === undefined && isUnseen(accessTo(column, field, ctx)),
  );
}

// Where rows may come and go, a row is one of before if it has the same values in what cannot be written.
function rowRefusals(
  field: Field,
  before: JsonObject[],
  after: JsonObject[],
  at: JsonPointer,
  states: FieldStates,
  closed: Field[],
): Issue[] {
  const free = isWritable(states[at]);
  if (!free && before.length !== after.length) return [notWritable(field, at)];
  const left: (JsonObject | undefined)[] = [...before];
  const open = Object.values(field.columns ?? {}).filter(
    (column) => column.compute === undefined && !closed.includes(column),
  );
  return after.flatMap((row, index) => {
    const guessed = closed.filter((column) => {
      const given = own(row, column.name);
      return given !== undefined && !isMaskOf(column, own(before[index] ?? {}, column.name), given);
    });
    if (guessed.length > 0) return guessed.map((column) => notWritable(column, cellAt(at, index, column)));
    const fixed = open.filter((column) => !isWritable(states[cellAt(at, index, column)]));
    const same = (old: JsonObject | undefined) =>
      old !== undefined && fixed.every((column) => sameValue(column, own(old, column.name), own(row, column.name)));
    const place = free ? left.findIndex(same) : index;
    const old = place < 0 ? undefined : left[place];
    if (place >= 0) left[place] = undefined;
    return fixed
      .filter((column) => !sameValue(column, old && own(old, column.name), own(row, column.name)))
      .map((column) => notWritable(column, cellAt(at, index, column)));
  });
}

/**
 * What is stored of `after`: its editable fields, and the rest as in `before`. Keys that `after` does not have stay as they
 * are. Ask `refusals` first; what it refuses is left out here.
 */
export function mergeWrites(
  form: Form,
  before: JsonObject,
  after: JsonObject,
  states: FieldStates,
  ctx: Pick<Context, 'access' | 'step'>,
): JsonObject {
  const merged: JsonObject = { ...before };
  for (const name of Object.keys(after)) {
    const field = own(form.fields, name);
    if (!field || isPrototypeName(name)) continue;
    const next = normaliseValue(field, own(after, name));
    const refused = fieldRefusals(field, normaliseValue(field, own(before, name)), next, pointer(name), states, ctx);
    if (refused.length > 0 || states[pointer(name)]?.masked || field.compute !== undefined) continue;
    if (closedColumns(field, ctx).length > 0) continue;
    if (next === undefined) delete merged[name];
    else merged[name] = next;
  }
  return merged;
}

function isWritable(state: FieldState | undefined): boolean {
  return state !== undefined && !state.readonly && !state.masked;
}

// A person who sees a field masked may send the masked text back.
function isMaskOf(field: Field, before: Json | undefined, after: Json | undefined): boolean {
  return locales.some((locale) => maskValue(field, before, { locale, zone: 'UTC' }) === after);
}

function notWritable(field: Field, at: JsonPointer): Issue {
  return issue('form/not-writable', at, { title: field.title });
}

function cellAt(at: JsonPointer, index: number, column: Field): JsonPointer {
  return `${at}/${index}/${column.name}`;
}

function rowsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.map((row) => (isJsonObject(row) ? row : {})) : [];
}
