import { canonicalJson } from '../core/canonical.ts';
import { type Issue, issue, under, warning } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject, own } from '../core/json.ts';
import { type JsonPointer, pointer } from '../core/pointer.ts';
import { alike } from '../core/seen.ts';
import type { StructureValidator } from '../core/structure.ts';
import type { CheckContext, Field } from '../fields/index.ts';
import { evaluate, holds } from '../rules/index.ts';
import { readsUnseen } from './access-to.ts';
import type { Context, FieldState, FieldStates } from './context.ts';
import { causeOf } from './failure.ts';
import { fieldAtPointer } from './field-at.ts';
import type { Form, FormCheck } from './form.ts';
import { keptBefore } from './kept.ts';
import { type ColumnPlan, cellAt, type FieldPlan } from './plan.ts';
import { lookAtRow, rowsOf, todayOf, type Work, workOn } from './work.ts';

/**
 * What is wrong with settled data, in the order of the layout, pointing into the data: structure, required values, values,
 * checks. Structure is asked of the compiled validator where one is given; the rest holds without it as well.
 */
export function validate(
  form: Form,
  data: JsonObject,
  states: FieldStates,
  ctx: Context,
  structure?: StructureValidator,
): Issue[] {
  return validateWork(workOn(form, data, ctx), states, structure);
}

export function validateWork(work: Work, states: FieldStates, structure?: StructureValidator): Issue[] {
  const faults = structure ? structure(work.data).filter((found) => !isMasked(found.path, states)) : unknownKeys(work);
  const issues: Issue[] = [];
  const asking = new Asking(work, states, issues);
  for (const plan of work.form.plan.fields) asking.field(plan);
  issues.unshift(...unsaid(faults, issues));
  for (const check of work.form.checks)
    if (!readsUnseen(work.form, check.fail, check.rows, work.ctx)) runCheck(work, check, states, issues);
  return withoutBlame(work.form, withoutEchoes(issues));
}

// A computed value is as wrong as what it is computed from: where that is told, the person has one thing to mend, not two.
function withoutBlame({ computed }: Form, issues: Issue[]): Issue[] {
  const errors = issues.filter(({ severity }) => severity === 'error').map(({ path }) => topOf(path));
  const follows = computed
    .filter(({ rows }) => rows === undefined)
    .filter(({ field, rule }) =>
      rule.reads.some((path) => {
        const at = pointer(path.split('.')[0] ?? '');
        return at !== pointer(field.name) && errors.includes(at);
      }),
    )
    .map(({ field }) => pointer(field.name));
  return follows.length === 0 ? issues : issues.filter(({ path }) => !follows.includes(topOf(path)));
}

// A value of the wrong type is told at its field; that rules reading it cannot be evaluated is then no news.
function withoutEchoes(issues: Issue[]): Issue[] {
  const isEcho = (found: Issue) => found.params.cause === 'rule/type';
  const hasOther = issues.some((found) => found.severity === 'error' && !isEcho(found));
  return hasOther && issues.some(isEcho) ? issues.filter((found) => !isEcho(found)) : issues;
}

// A masked text has no structure but its own.
function isMasked(path: JsonPointer, states: FieldStates): boolean {
  const cell = path.split('/').slice(0, 4).join('/');
  return states[topOf(path)]?.masked === true || states[cell]?.masked === true;
}

function topOf(path: JsonPointer): JsonPointer {
  const end = path.indexOf('/', 1);
  return end < 0 ? path : path.slice(0, end);
}

function unknownKeys({ form, data }: Work): Issue[] {
  return Object.keys(data)
    .filter((name) => !Object.hasOwn(form.fields, name))
    .map((name) => issue('data/unknown-key', pointer(name), { key: name.slice(0, 60) }));
}

// A field says better than its structure what it takes: "an amount with at most two decimals", not "a whole number".
function unsaid(faults: Issue[], said: Issue[]): Issue[] {
  if (faults.length === 0) return faults;
  const errors = said.filter(({ severity }) => severity === 'error').map(({ path }) => path);
  return faults.filter(
    ({ path }) => !errors.some((at) => at === path || at.startsWith(`${path}/`) || path.startsWith(`${at}/`)),
  );
}

/** Asks fields one by one; one context object serves them all. */
class Asking implements CheckContext {
  allowed: string[] | undefined;
  private day: string | undefined;
  private current: Field | undefined;
  private readonly work: Work;
  private readonly states: FieldStates;
  private readonly issues: Issue[];

  constructor(work: Work, states: FieldStates, issues: Issue[]) {
    this.work = work;
    this.states = states;
    this.issues = issues;
  }

  get today(): string {
    this.day ??= todayOf(this.work.env);
    return this.day;
  }

  options(key: string) {
    return this.work.ctx.options(key);
  }

  kept(key: string): boolean {
    return this.current !== undefined && keptBefore(this.current, key, this.work.ctx);
  }

  field({ field, pointer: at, columns }: FieldPlan): void {
    const value = own(this.work.data, field.name);
    this.value(field, value, at, undefined);
    if (columns && Array.isArray(value) && this.states[at]?.visible) this.rows(value, columns);
  }

  private rows(rows: Json[], columns: ColumnPlan[]): void {
    for (const column of columns) if (column.field.unique) this.repeated(rows, column);
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index];
      if (!isJsonObject(row)) continue;
      for (const column of columns) this.value(column.field, own(row, column.field.name), cellAt(column, index), row);
    }
  }

  // A column declared unique has no value twice in the same record.
  private repeated(rows: Json[], column: ColumnPlan): void {
    const seen = new Map<string, number>();
    rows.forEach((row, index) => {
      const value = isJsonObject(row) ? own(row, column.field.name) : undefined;
      const at = cellAt(column, index);
      if (value === undefined || !this.states[at]?.visible) return;
      const same = isJsonObject(value) ? (value.id ?? value) : value;
      const key = canonicalJson(typeof same === 'string' ? alike(same) : same);
      const first = seen.get(key);
      if (first === undefined) seen.set(key, index);
      else this.issues.push(issue('form/repeated', at, { title: column.field.title, row: first + 1 }));
    });
  }

  private value(field: Field, value: Json | undefined, at: JsonPointer, row: JsonObject | undefined): void {
    const state = this.states[at];
    if (!state) return;
    if (state.failed) this.issues.push(state.failed);
    if (!state.visible || state.masked) return;
    const year = value === undefined ? undefined : this.work.guesses.get(field);
    if (year !== undefined) this.issues.push(warning('form/calendar-guessed', at, { year }));
    if (value === undefined) this.absent(field, state, at, row);
    else if (!isLeftAlone(field, state, this.work.ctx)) {
      this.current = field;
      this.allowed = state.options;
      const found = field.kind.check(value, field.declaration, this);
      if (found.length > 0) this.issues.push(...under(at, found));
    }
  }

  private absent(field: Field, state: FieldState, at: JsonPointer, row: JsonObject | undefined): void {
    if (field.compute !== undefined) {
      const failure = formulaFailure(field, this.work, row);
      if (failure) {
        this.issues.push({ ...failure, path: at });
        return;
      }
    }
    if (!state.required) return;
    const rows = field.columns ? field.kind.check([], field.declaration, this) : [];
    this.issues.push(...(rows.length > 0 ? under(at, rows) : [absentIssue(field, at)]));
  }
}

function absentIssue({ kind, title }: Field, at: JsonPointer): Issue {
  return { ...issue('field/required', at, { title }), ...(kind.ask === undefined ? {} : { text: kind.ask }) };
}

// What was stored and cannot be changed here is not held against who cannot change it.
function isLeftAlone(field: Field, state: FieldState, ctx: Context): boolean {
  return state.readonly && field.compute === undefined && ctx.exists === true;
}

function formulaFailure(field: Field, work: Work, row: JsonObject | undefined): Issue | undefined {
  const formula = work.form.computed.find((one) => one.field === field);
  if (row) lookAtRow(work, row);
  const result = formula && evaluate(formula.rule, work.env);
  if (row) lookAtRow(work, undefined);
  if (!result || result.ok) return undefined;
  return issue('form/compute-failed', '', { title: field.title, ...causeOf(result.issue) });
}

function runCheck(work: Work, check: FormCheck, states: FieldStates, issues: Issue[]): void {
  if (!check.rows) {
    const found = checkIssue(work, check, check.path, states);
    if (found) issues.push(found);
    return;
  }
  rowsOf(work.data, check.rows).forEach((row, index) => {
    lookAtRow(work, row);
    const found = checkIssue(work, check, check.path.replace('/*', `/${index}`), states);
    if (found) issues.push(found);
  });
  lookAtRow(work, undefined);
}

function checkIssue(work: Work, check: FormCheck, path: JsonPointer, states: FieldStates): Issue | undefined {
  const answer = holds(check.fail, work.env);
  if (!answer.holds && !answer.issue) return undefined;
  const at = isSeen(work.form, path, states) ? path : '';
  // A check that cannot be asked has not been passed.
  if (answer.issue) return issue('form/check-failed', at, { check: check.key, ...causeOf(answer.issue) });
  const found = (check.level === 'warning' ? warning : issue)('form/check', at, { check: check.key });
  return { ...found, text: check.message };
}

// A fault is not shown at a field that the reader does not see.
function isSeen(form: Form, path: JsonPointer, states: FieldStates): boolean {
  const state = states[path] ?? states[topOf(path)];
  return path === '' || fieldAtPointer(form, path) === undefined || (state?.visible === true && !state.masked);
}
