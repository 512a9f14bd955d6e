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
import { fireAtOf } from './fire-at.ts';
import { openIncident } from './incidents.ts';
import { type Finder, noteData, type Turn } from './turn.ts';
import type { Guard } from './workflow.ts';

/** Finds out by asking: rules are evaluated, people looked up, the calendar counted. `written` is what the command writes. */
export type LiveFinder = Finder & { data(): JsonObject; hash: string };

export function liveFinder(ctx: WorkflowContext, hash: string, written?: JsonObject): LiveFinder {
  let data = ctx.data;
  let env: { of: unknown; value: Environment } | undefined;
  const finder: LiveFinder = {
    hash,
    data: () => data,

    guard(turn, index) {
      const guard = turn.workflow.guards[index] as Guard;
      const found = trace(guard.rule, envFor(turn));
      const held = found.value === true;
      const failed =
        found.issue &&
        issue('workflow/guard-failed', guard.pointer, {
          cause: causeOf({ ...found.issue, severity: 'error' } as Issue),
        });
      turn.facts.push({
        kind: 'guard',
        guard: index,
        transition: guard.transition,
        pointer: guard.pointer,
        held,
        trace: found,
        ...(failed ? { issue: failed } : {}),
      });
      return failed ?? held;
    },

    assigned(turn, step) {
      const { workflow, state } = turn;
      const assigned = findPeople(workflow.steps[step] as never, {
        workflow,
        state,
        data,
        env: () => envFor(turn),
        ctx,
      });
      turn.facts.push({ kind: 'assigned', step, ...assigned });
      return assigned;
    },

    fireAt(turn, timer, since) {
      const due = fireAtOf(timer, since, data, envFor(turn));
      turn.facts.push({ kind: 'timer', key: timer.key, state: timer.state, ...due });
      if (due.issue) openIncident(turn, { issue: due.issue, state: timer.state, retry: false });
      return due.fireAt;
    },

    act(turn, actions) {
      const prepared = prepareActions(turn, actions, data, (next) => caseEnv(ctx, next, turn.state, turn), ctx);
      if (prepared === undefined) return [];
      if (!prepared.ok) {
        turn.facts.push({ kind: 'acted', fields: [], hash: finder.hash, issue: prepared.issue });
        return prepared.issue;
      }
      const before = data;
      take(turn, prepared.data);
      if (prepared.asked) turn.facts.push({ kind: 'acted', fields: changedFields(before, data), hash: finder.hash });
      return prepared.effects;
    },

    write(turn) {
      const before = data;
      take(turn, written ?? data);
      turn.facts.push({ kind: 'written', fields: changedFields(before, data), hash: finder.hash });
    },
  };

  function take(turn: Turn, next: JsonObject): void {
    if (next === data) return;
    const fields = changedFields(data, next);
    data = next;
    env = undefined;
    if (fields.length === 0) return;
    finder.hash = hashOf(next);
    noteData(turn, finder.hash, fields);
  }

  // Made once for a run of the chart: nothing that rules read changes within one.
  function envFor(turn: Turn): Environment {
    const of = turn.decision ?? turn.state.round;
    if (env?.of !== of) env = { of, value: caseEnv(ctx, data, turn.state, turn) };
    return env.value;
  }
  return finder;
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
