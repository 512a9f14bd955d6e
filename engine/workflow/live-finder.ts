import { canonicalJson, hashOf } from '../core/canonical.ts';
import { type Issue, issue } from '../core/issue.ts';
import { type Json, type JsonObject, own } from '../core/json.ts';
import { type Environment, trace } from '../rules/index.ts';
import { prepareActions } from './actions.ts';
import { findPeople } from './assignment.ts';
import { caseEnv } from './case-env.ts';
import { causeOf } from './cause.ts';
import type { WorkflowContext } from './context.ts';
import { type Effect, effect } from './effect.ts';
import { fireAtOf, laterBy, type Pause, resumedAt } from './fire-at.ts';
import { openIncident } from './incidents.ts';
import { activePerson } from './people.ts';
import type { Step } from './step.ts';
import { type Assigned, type Finder, noteData, type Prepared, type Turn } from './turn.ts';
import type { ChartTimer, Guard } from './workflow.ts';

/** Finds out by asking: rules are evaluated, people looked up, the calendar counted. `written` is what the command writes. */
export class LiveFinder implements Finder {
  /** The record's data as the command leaves it, so far, and its hash. */
  data: JsonObject;
  hash: string;
  private readonly ctx: WorkflowContext;
  private readonly written: JsonObject | undefined;
  private env: Environment | undefined;
  private envOf: unknown;
  private envData: JsonObject | undefined;
  /** The data after the first so many actions of the run that is on its way. */
  private ahead: { acted: number; data: JsonObject } | undefined;

  constructor(ctx: WorkflowContext, hash: string, written?: JsonObject) {
    this.ctx = ctx;
    this.data = ctx.data;
    this.hash = hash;
    this.written = written;
  }

  guard(turn: Turn, index: number, acted: readonly number[]): boolean | Issue {
    const guard = turn.workflow.guards[index] as Guard;
    const found = trace(guard.rule, this.envFor(turn, this.dataAfter(turn, acted)));
    const held = found.value === true;
    const { transition, pointer } = guard;
    const fact = { kind: 'guard' as const, guard: index, transition, pointer, held, trace: found };
    if (!found.issue) {
      turn.facts.push(fact);
      return held;
    }
    const cause = causeOf({ ...found.issue, severity: 'error' } as Issue);
    const failed = issue('workflow/guard-failed', pointer, { cause });
    turn.facts.push({ ...fact, issue: failed });
    return failed;
  }

  assigned(turn: Turn, step: string): Assigned {
    const { workflow, state } = turn;
    const env = () => this.envFor(turn);
    const looking = { workflow, state, data: this.data, env, ctx: this.ctx };
    const assigned = findPeople(workflow.steps[step] as Step, looking);
    turn.facts.push({ kind: 'assigned', step, ...assigned });
    return assigned;
  }

  isHere(_turn: Turn, { person }: { person: string }): boolean {
    return activePerson(person, this.ctx.organisation) !== undefined;
  }

  fireAt(turn: Turn, timer: ChartTimer, since: string): string | undefined {
    const due = fireAtOf(timer, since, this.data, this.ctx.env);
    turn.facts.push({ kind: 'timer', key: timer.key, state: timer.state, ...due });
    if (due.issue) openIncident(turn, { issue: due.issue, state: timer.state, retry: false });
    return due.fireAt;
  }

  resumedAt(turn: Turn, timer: ChartTimer, fireAt: string, pause: Pause): string {
    const due = resumedAt(timer, fireAt, pause, this.ctx.env);
    turn.facts.push({ kind: 'timer', key: timer.key, state: timer.state, ...due });
    if (due.issue) openIncident(turn, { issue: due.issue, state: timer.state, retry: false });
    return due.fireAt ?? laterBy(fireAt, pause);
  }

  act(turn: Turn, actions: number[]): Prepared[] | Issue {
    this.ahead = undefined;
    if (actions.length === 0) return [];
    const envOf = (data: JsonObject) => caseEnv(this.ctx, data, turn.state, turn);
    const prepared = prepareActions(turn, actions, this.data, envOf, this.ctx);
    if (!prepared.ok) {
      turn.facts.push({ kind: 'acted', fields: [], hash: this.hash, issue: prepared.issue });
      return prepared.issue;
    }
    const before = this.data;
    this.take(turn, prepared.data);
    const fields = prepared.asked ? changedFields(before, this.data) : [];
    if (prepared.asked) turn.facts.push({ kind: 'acted', fields, hash: this.hash });
    return prepared.effects;
  }

  write(turn: Turn): string[] {
    const before = this.data;
    this.take(turn, this.written ?? before);
    const fields = changedFields(before, this.data);
    turn.facts.push({ kind: 'written', fields, hash: this.hash });
    return fields;
  }

  // A guard within a run sees what actions before it in the same run set. An action that fails stops the run when it ends.
  private dataAfter(turn: Turn, acted: readonly number[]): JsonObject {
    const sets = acted.some((index) => turn.workflow.actions[index]?.template.type === 'set');
    if (!sets) return this.data;
    if (this.ahead?.acted !== acted.length) {
      const envOf = (data: JsonObject) => caseEnv(this.ctx, data, turn.state, turn);
      const prepared = prepareActions(turn, acted, this.data, envOf, this.ctx);
      this.ahead = { acted: acted.length, data: prepared.ok ? prepared.data : this.data };
    }
    return this.ahead.data;
  }

  private take(turn: Turn, next: JsonObject): void {
    if (next === this.data) return;
    const fields = changedFields(this.data, next);
    this.data = next;
    this.env = undefined;
    if (fields.length === 0) return;
    this.hash = hashOf(next);
    noteData(turn, this.hash, fields);
  }

  // Made once as long as nothing that rules read changes.
  private envFor(turn: Turn, data: JsonObject = this.data): Environment {
    const of = turn.decision ?? turn.state.round;
    if (!this.env || this.envOf !== of || this.envData !== data) this.env = caseEnv(this.ctx, data, turn.state, turn);
    this.envOf = of;
    this.envData = data;
    return this.env;
  }
}

/** Names of the fields whose values differ. */
export function changedFields(before: JsonObject, after: JsonObject): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !same(own(before, name), own(after, name)));
}

export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || typeof a !== 'object' || typeof b !== 'object') return false;
  return canonicalJson(a) === canonicalJson(b);
}

/** The difference between the data that a command found and what it leaves, as an effect (none where there is none). */
export function differenceOf(before: JsonObject, after: JsonObject, by?: string): Effect[] {
  const fields = changedFields(before, after);
  if (fields.length === 0) return [];
  const values: JsonObject = {};
  const removed: string[] = [];
  for (const name of fields) {
    const value = own(after, name);
    if (value === undefined) removed.push(name);
    else values[name] = value;
  }
  return [effect('set', { values, removed, ...(by === undefined ? {} : { by }) })];
}
