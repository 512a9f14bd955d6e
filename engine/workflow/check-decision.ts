import { type Issue, issue } from '../core/issue.ts';
import { type JsonObject, own } from '../core/json.ts';
import { said } from '../core/seen.ts';
import { localise, type Text } from '../core/text.ts';
import type { CaseState, TaskState } from './case-state.ts';
import { choiceIssues } from './choices.ts';
import type { WorkflowContext } from './context.ts';
import type { DecideInput } from './decide.ts';
import { decisionOf, isAgreeing, isHanding, isObjecting } from './decisions.ts';
import { formContext } from './form-context.ts';
import { holderIssues } from './holder.ts';
import { namedPersonIssues } from './named-person.ts';
import { titleOf } from './people.ts';
import { returnNames, returnTargets } from './return-targets.ts';
import { runningIssues } from './running.ts';
import type { Step } from './step.ts';
import { type MissingValue, missingValues } from './step-fields.ts';
import type { Workflow } from './workflow.ts';
import { changesNothing, writtenByDecision } from './write-data.ts';

const MOST_OPINION = 2000;

export type Checked = { issues: Issue[]; task?: TaskState; step?: Step; data: JsonObject };

/** Everything that must be so for a decision to be taken; every reason why not. `hash`: of the data as it is. */
export function checkDecision(
  workflow: Workflow,
  state: CaseState,
  input: DecideInput,
  ctx: WorkflowContext,
  hash: string,
): Checked {
  const refused = (...issues: Issue[]): Checked => ({ issues, data: ctx.data });
  const task = own(state.tasks, input.task);
  if (!task) return refused(...runningIssues(state), issue('workflow/no-such-task', '/task', { task: input.task }));
  // Who comes too late is told who was first, even where that ended the case.
  if (task.status === 'done' || task.status === 'cancelled') return refused(closedIssue(task, ctx));
  const running = runningIssues(state);
  if (running.length > 0) return refused(...running);
  if (task.status === 'waiting') return refused(waitingIssue(state, task, ctx));
  const step = workflow.steps[task.step] as Step;
  const holder = holderIssues(workflow, state, step, task, input.person, ctx);
  if (holder.length > 0) return refused(...holder);
  const allowed = decisionsOf(workflow, state, step, task);
  if (!allowed.includes(input.decision))
    return refused(issue('workflow/decision-not-allowed', '/decision', { decision: input.decision, allowed }));
  if (input.seen !== hash) return refused(staleIssue(state, input.seen, hash, ctx));
  // A task that is handed on and a request that is turned down keep their data: only agreement changes it.
  const settled =
    isHanding(input.decision) || isObjecting(input.decision)
      ? { data: ctx.data, issues: changesNothing(workflow, state, step, input, ctx) }
      : writtenByDecision(workflow, state, step, input, ctx);
  const context = () => formContext(workflow, state, step, input, ctx);
  const missing = isAgreeing(input.decision)
    ? missingValues(step, ctx.form, settled.data, context).map(missingIssue)
    : [];
  const issues = [
    ...dueIssues(step, input),
    // What the step asks for is told in its own words.
    ...settled.issues.filter((found) => !missing.some(({ path }) => path === found.path)),
    ...missing,
    ...targetIssues(workflow, state, step, task, input, ctx),
    ...choiceIssues(workflow, state, input.chosen ?? {}, ['previous'], ctx),
  ];
  return { issues, task, step, data: settled.data };
}

/** What can be decided about a task now: what its step allows and what would lead somewhere. */
export function decisionsOf(workflow: Workflow, state: CaseState, step: Step, task: TaskState): string[] {
  return step.decisions.filter((decision) => {
    if (decision === 'add-signer') return (task.added?.depth ?? 0) < step.addSigner.depth;
    if (decision === 'return') return returnTargets(workflow, state, step).length > 0;
    return true;
  });
}

function dueIssues(step: Step, input: DecideInput): Issue[] {
  const opinion = said(input.opinion);
  const due =
    step.opinion === 'required'
      ? !isHanding(input.decision)
      : step.opinion === 'on-reject' && isObjecting(input.decision);
  return [
    ...(due && opinion === '' ? [issue('workflow/opinion-due', '/opinion')] : []),
    ...(opinion.length > MOST_OPINION ? [issue('workflow/opinion-too-long', '/opinion', { max: MOST_OPINION })] : []),
    ...(step.sign && !isHanding(input.decision) && input.signed?.factor !== step.sign
      ? [issue('workflow/signature-due', '/sign', { factor: step.sign })]
      : []),
  ];
}

function targetIssues(
  workflow: Workflow,
  state: CaseState,
  step: Step,
  task: TaskState,
  input: DecideInput,
  ctx: WorkflowContext,
): Issue[] {
  if (input.decision === 'return') {
    const known = returnTargets(workflow, state, step).map(({ to }) => to);
    const to = input.to ?? (known.length === 1 ? known[0] : undefined);
    if (to === undefined) return [issue('workflow/to-due', '/to', { known })];
    if (!returnNames(workflow, state, step).some((name) => name.to === to))
      return [issue('workflow/return-target', '/to', { to, known })];
    return step.return.resume === 'ask' && input.resume === undefined ? [issue('workflow/resume-due', '/resume')] : [];
  }
  if (!isHanding(input.decision)) return [];
  const where =
    decisionOf(input.decision)?.placed && !['before', 'after', 'alongside'].includes(input.where ?? '')
      ? [issue('workflow/where-due', '/where')]
      : [];
  return [...where, ...namedPersonIssues(workflow, state, step, task, input, input.decision, ctx)];
}

export function closedIssue(task: TaskState, ctx: WorkflowContext): Issue {
  const by = task.closed ? task.closed.by : task.person;
  const decision = task.closed?.decision ?? task.decision ?? task.status;
  const params = {
    at: task.at ?? task.openedAt,
    decision,
    byTitle: titleOf(by, ctx.organisation),
    ...(by === undefined ? {} : { by }),
  };
  return issue('workflow/task-closed', '/task', params);
}

function waitingIssue(state: CaseState, task: TaskState, ctx: WorkflowContext): Issue {
  const seat = state.steps[task.step]?.seats.find(({ links }) => links.some((link) => link.task === task.id));
  const before = seat?.links.map((link) => state.tasks[link.task ?? '']).find((one) => one?.status === 'open');
  return issue('workflow/task-waiting', '/task', {
    forTitle: titleOf(before?.person, ctx.organisation),
    ...(before?.person === undefined ? {} : { for: before.person }),
  });
}

/** Names what changed since the data was looked at, and who changed it. */
function staleIssue(state: CaseState, seen: string, hash: string, ctx: WorkflowContext): Issue {
  const { changes } = state.data;
  const from = changes.findLastIndex((change) => change.from === seen);
  const since = from < 0 ? [] : changes.slice(from);
  const fields = [...new Set(since.flatMap((change) => change.fields))];
  const last = since.at(-1);
  const titles: Text[] = fields.map((field) => own(ctx.form.fields, field)?.title ?? field);
  const said =
    fields.length > 0 && state.data.hash === hash
      ? {
          en: titles.map((title) => localise(title, 'en')).join(', '),
          'zh-CN': titles.map((title) => localise(title, 'zh-CN')).join('、'),
        }
      : { en: 'the record', 'zh-CN': '记录' };
  return issue('workflow/stale', '/seen', {
    fields,
    titles: said,
    byTitle: last ? titleOf(last.by, ctx.organisation) : { en: 'changed outside the case', 'zh-CN': '流程外修改' },
    at: last?.at ?? '',
    ...(last?.by === undefined ? {} : { by: last.by }),
  });
}

function missingIssue({ at, field }: MissingValue): Issue {
  return issue('workflow/field-required', `/data${at}`, { field: field.title, name: field.path });
}
