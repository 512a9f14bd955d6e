import { subjectOf } from '../access/index.ts';
import { yearOf } from '../core/dates.ts';
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { dateIn } from '../core/zones.ts';
import type { Field } from '../fields/index.ts';
import type { Environment, WorkCalendar } from '../rules/index.ts';
import type { Context } from './context.ts';
import type { Form } from './form.ts';
import { normalised } from './normalise.ts';

/**
 * One settling of one record: the data as it becomes, and the root that rules read. Both belong to the work and are changed
 * in place, so that a keystroke costs no copies.
 */
export type Work = {
  form: Form;
  ctx: Context;
  data: JsonObject;
  /** `data` with `actor`, `initiator`, `record`, `case`, and `row` while a row is looked at. */
  root: JsonObject;
  env: Environment;
  /** Fields whose formulas counted through a year that the working calendar has no data for. */
  guesses: Map<Field, number>;
  /** Such a year, met since it was last forgotten. */
  guessed: number | undefined;
};

/** Takes the data over: what comes from outside is copied before (`normalise` does). */
export function workOn(form: Form, data: JsonObject, ctx: Context): Work {
  const root = rootOf(ctx);
  for (const name of Object.keys(data)) root[name] = data[name] as Json;
  return workWith(form, data, root, ctx);
}

/** The data of a record, normalised, and work on it; unknown keys stay in the data, to be refused by name, and out of rules' sight. */
export function workOnNormalised(form: Form, data: JsonObject, ctx: Context): Work {
  const root = rootOf(ctx);
  const next: JsonObject = {};
  for (const name of Object.keys(data)) {
    const kept = normalised(form, name, data[name]);
    if (kept === undefined) continue;
    next[name] = kept;
    if (Object.hasOwn(form.fields, name)) root[name] = kept;
  }
  return workWith(form, next, root, ctx);
}

function workWith(form: Form, data: JsonObject, root: JsonObject, ctx: Context): Work {
  const { now, zone, organisation } = ctx.env;
  const calendar: WorkCalendar = {
    ...ctx.env.calendar,
    isWorkday(date) {
      const known = ctx.env.calendar.isWorkday(date);
      if (known === undefined) work.guessed ??= yearOf(date);
      return known;
    },
  };
  const env = { data: root, now, zone, organisation, calendar };
  const work: Work = { form, ctx, data, root, env, guesses: new Map(), guessed: undefined };
  return work;
}

// Without an initiator, who acts begins.
function rootOf(ctx: Context): JsonObject {
  const actor = subjectOf(ctx.actor, ctx.locale);
  const { initiator, record, case: running } = ctx.env.data;
  const root: JsonObject = { actor, initiator: initiator ?? actor };
  if (record !== undefined) root.record = record;
  if (running !== undefined) root.case = running;
  return root;
}

export function setValue(work: Work, name: string, value: Json | undefined): void {
  if (value === undefined) {
    delete work.data[name];
    delete work.root[name];
  } else {
    work.data[name] = value;
    work.root[name] = value;
  }
}

/** The rows of a field; what is no row is an empty one, for `validate` to refuse. */
export function rowsOf(data: JsonObject, field: Field): JsonObject[] {
  const value = Object.hasOwn(data, field.name) ? data[field.name] : undefined;
  return Array.isArray(value) ? value.map((row) => (isJsonObject(row) ? row : {})) : [];
}

/** Rules then read the row under `row`; undefined ends it. */
export function lookAtRow(work: Work, row: JsonObject | undefined): void {
  if (row === undefined) delete work.root.row;
  else work.root.row = row;
}

/** The day of the tenant's calendar. A run of settlings asks for the same one: the last answer is kept. */
export function todayOf({ zone, now }: Pick<Environment, 'zone' | 'now'>): string {
  if (last.zone !== zone || last.now !== now) last = { zone, now, day: dateIn(zone, now) };
  return last.day;
}

let last = { zone: '', now: '', day: '' };
