export type { ActionTemplate, NoticeTarget } from './action.ts';
export { type Admin, cancel, move, resume, retry, suspend } from './administer.ts';
export { type AmendInput, amend } from './amend.ts';
export { signatureHash } from './apply-decision.ts';
export type { Assign, Within } from './assign.ts';
export { type AttendInput, attend } from './attend-case.ts';
export type { CaseState, DataChange, Stuck, TaskState, TimerState } from './case-state.ts';
export { type ChartGraph, chartGraph, type GraphEdge, type GraphNode } from './chart-graph.ts';
export { checkWorkflow } from './check-workflow.ts';
export { choicesOf, choosable, type PeopleChoice } from './choices.ts';
export { type ClaimInput, claim, release } from './claim.ts';
export type { Advance, RecordFacts, WorkflowContext } from './context.ts';
export { type CutWorkflow, cutWorkflow, type FieldSight } from './cut-workflow.ts';
export { type DecideInput, decide } from './decide.ts';
export {
  type DecisionKind,
  decisionKinds,
  decisionOf,
  eventTold,
  eventVerb,
  type Handing,
  isAgreeing,
  isHanding,
  isObjecting,
} from './decisions.ts';
export type { Effect, EffectOf, EffectParams, EffectType } from './effect.ts';
export { type EventInput, event, openEvents } from './event.ts';
export { fire } from './fire.ts';
export type { CommandKind, Fact, HistoryDraft } from './history.ts';
export { linkRecord } from './link-record.ts';
export { stepDefaults } from './parse-step.ts';
export { parseWorkflow, type WorkflowLinks } from './parse-workflow.ts';
export { isInPool } from './people.ts';
export { preview, type RouteStep } from './preview.ts';
export { previewText } from './preview-text.ts';
export { confirm, dismiss, type ProposalInput, type ProposeInput, propose } from './propose.ts';
export { type ReassignInput, reassign } from './reassign.ts';
export { replay } from './replay.ts';
export { workflowSchema } from './schema.ts';
export { recordStatuses, standingOf } from './standing.ts';
export { newCase, type StartInput, start, startable } from './start.ts';
export type { Step, StepFieldAccess } from './step.ts';
export { stepFields } from './step-fields.ts';
export { stepTakes, stepTypes } from './step-properties.ts';
export { candidates, type TaskOptions, taskOptions } from './task-options.ts';
export { type Explanation, whyOf } from './why.ts';
export { mayWithdraw, type WithdrawInput, withdraw } from './withdraw.ts';
export type { Workflow } from './workflow.ts';
