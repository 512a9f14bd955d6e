export type { ActionTemplate, NoticeTarget } from './action.ts';
export type { Assign, Within } from './assign.ts';
export type { CaseState, DataChange, Stuck, TaskState, TimerState } from './case-state.ts';
export { type ChartGraph, chartGraph, type GraphEdge, type GraphNode } from './chart-graph.ts';
export { checkWorkflow } from './check-workflow.ts';
export {
  amend,
  cancel,
  claim,
  event,
  fire,
  move,
  reassign,
  release,
  resume,
  retry,
  suspend,
  withdraw,
} from './commands.ts';
export type { Advance, RecordFacts, WorkflowContext } from './context.ts';
export { type DecideInput, decide } from './decide.ts';
export type { Effect, EffectOf, EffectParams, EffectType } from './effect.ts';
export type { CommandKind, Fact, HistoryDraft } from './history.ts';
export { parseWorkflow, type WorkflowLinks } from './parse-workflow.ts';
export { preview, previewText, type RouteStep } from './preview.ts';
export { replay } from './replay.ts';
export { workflowSchema } from './schema.ts';
export { type StartInput, start, startable } from './start.ts';
export type { Step, StepFieldAccess } from './step.ts';
export { stepFields } from './step-fields.ts';
export { candidates, mayWithdraw, type TaskOptions, taskOptions } from './task-options.ts';
export { type Explanation, whyOf } from './why.ts';
export type { Workflow } from './workflow.ts';
