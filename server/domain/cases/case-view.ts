import {
  type CaseState,
  type CaseStatus,
  type CaseView,
  type CutWorkflow,
  cutWorkflow,
  mayWithdraw,
  openEvents,
  own,
  standingOf,
  type Text,
} from '../../../engine/index.ts';
import { personRef } from '../history/history-item.ts';
import { poolsOf } from '../people/pools.ts';
import { fieldsOn, readerOf } from '../records/field-rights.ts';
import type { Scene } from '../records/form-use.ts';
import { fieldSight } from '../records/open-fields.ts';
import { recordView } from '../records/record-view.ts';
import type { Subject } from './case-subject.ts';
import { partId } from './part-id.ts';
import type { Sight } from './visible-case.ts';

/** A case as the caller sees it: where it stands, who is next, and what the caller may do. */
export function caseView(scene: Scene, subject: Subject, sight: Sight): CaseView {
  const { row, record, workflow } = subject;
  const shown = recordView(scene, subject, record, row);
  const task = ownTask(scene, row.state);
  const chart = chartFor(scene, subject, sight);
  return {
    id: row.id,
    no: row.no,
    workflow: row.workflow,
    release: row.release,
    revision: row.revision,
    title: shown.title,
    status: statusOf(row.state),
    states: row.states,
    standing: standingOf(workflow, row.state),
    definition: chart.json,
    record: shown,
    initiator: personRef(scene.around, row.initiator),
    startedAt: row.startedAt,
    ...(row.endedAt !== undefined && { endedAt: row.endedAt }),
    available: availableTo(scene, subject, sight),
    events: openEvents(workflow, row.state, scene.caller.actor.id, scene.around),
    ...(sight.operates && { proposals: proposalsOf(scene, row.state) }),
    waitingFor: waitingFor(scene, subject),
    ...(task !== undefined && { task: partId(row.id, task.id) }),
    visited: row.state.visited,
    walked: row.state.walked.map(chart.pointerOf),
  };
}

// Nothing of it names or reads a field that is hidden from the caller, as the case's record and steps hide it.
function chartFor(scene: Scene, subject: Subject, { designs }: Sight): CutWorkflow {
  const { row, record, workflow, form } = subject;
  if (designs) return { json: workflow.json, pointerOf: (at) => at };
  const access = fieldsOn(readerOf(scene), { use: subject, row: record, about: row });
  return cutWorkflow(workflow, fieldSight(form, access));
}

export function statusOf(state: CaseState): CaseStatus {
  return state.status;
}

/** The caller's open piece of work in the case: their own, or one of their pools'. */
export function ownTask({ caller, around }: Scene, state: CaseState): CaseState['tasks'][string] | undefined {
  const pools = poolsOf(caller.actor, around.organisation);
  const open = Object.values(state.tasks).filter(({ status, kind }) => status === 'open' && kind !== 'copy');
  return (
    open.find(({ person }) => person === caller.actor.id) ??
    open.find(({ person, pool }) => person === undefined && pool !== undefined && pools.includes(pool))
  );
}

function availableTo({ caller }: Scene, { row, workflow }: Subject, sight: Sight): CaseView['available'] {
  const { state } = row;
  const verbs: CaseView['available'] = [];
  const waits = Object.values(state.tasks).some(({ status }) => status === 'open');
  if (mayWithdraw(workflow, state, caller.actor.id)) verbs.push('withdraw');
  // There is nobody to remind where the case waits for the initiator alone.
  const waitsForOthers = Object.values(state.tasks).some(
    ({ status, kind, person }) => status === 'open' && kind !== 'copy' && person !== caller.actor.id,
  );
  if (state.status === 'running' && row.initiator === caller.actor.id && waitsForOthers) verbs.push('remind');
  if (sight.takesPart) verbs.push('comment');
  if (!sight.operates) return verbs;
  if (state.status === 'running')
    verbs.push('suspend', 'move', 'cancel', ...(waits || state.stuck.length > 0 ? (['reassign'] as const) : []));
  if (state.status === 'suspended') verbs.push('resume', 'cancel');
  if (state.status === 'failed') verbs.push('move', 'cancel');
  if (state.stuck.length > 0) verbs.push('retry');
  return verbs;
}

function proposalsOf({ around }: Scene, state: CaseState): NonNullable<CaseView['proposals']> {
  return Object.values(state.proposals ?? {}).map(({ id, verb, what, by, reason, at }) => ({
    id,
    verb,
    what,
    by: personRef(around, by),
    reason,
    at,
  }));
}

function waitingFor({ around }: Scene, { row, workflow }: Subject): CaseView['waitingFor'] {
  return Object.values(row.state.tasks)
    .filter(({ status, kind }) => (status === 'open' || status === 'waiting') && kind !== 'copy')
    .map(({ id, step, person, pool, openedAt, dueAt }) => ({
      task: partId(row.id, id),
      step,
      title: stepTitle(workflow.steps, step),
      ...(person !== undefined && { person: personRef(around, person) }),
      ...(person === undefined && pool !== undefined && { pool }),
      since: openedAt,
      ...(dueAt !== undefined && { dueAt }),
    }));
}

export function stepTitle(steps: Subject['workflow']['steps'], step: string): Text {
  return own(steps, step)?.title ?? step;
}
