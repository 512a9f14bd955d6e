import { subjectOf } from '../access/index.ts';
import { isJsonObject, type Json, type JsonObject } from '../core/json.ts';
import { dateIn } from '../core/zones.ts';
import type { Field } from '../fields/index.ts';
import type { Environment } from '../rules/index.ts';
import type { Context } from './context.ts';
import type { Form } from './form.ts';

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
};

/** `data` is taken over: what comes from outside is copied before (`normalise` does). */
export function workOn(form: Form, data: JsonObject, ctx: Context): Work {
  const root: JsonObject = { ...data, actor: subjectOf(ctx.actor, ctx.locale) };
  const { initiator, record, case: running } = ctx.env.data;
  root.initiator = initiator ?? (root.actor as Json);
  if (record !== undefined) root.record = record;
  if (running !== undefined) root.case = running;
  return { form, ctx, data, root, env: { ...ctx.env, data: root } };
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

export function todayOf(env: Pick<Environment, 'zone' | 'now'>): string {
  return dateIn(env.zone, env.now);
}
