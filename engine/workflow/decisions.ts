import { own } from '../core/json.ts';
import type { Text } from '../core/text.ts';
import type { StepType } from './step.ts';

/**
 * What a decision does. `agrees`: it leads the case on, and what was typed is stored with it. `objects`: it turns the request
 * down. `leaves`: it leads the case out of the step as the chart says. `hands`: it gives the task to another person and
 * decides nothing about the case: nothing is signed, nothing is stored.
 */
export type DecisionEffect = 'agrees' | 'objects' | 'leaves' | 'hands';

/** Everything there is to know about one decision that the engine gives a meaning. Others are events of a chart's own. */
export type DecisionKind = {
  readonly decision: string;
  readonly effect: DecisionEffect;
  /** The steps that it is offered for in the studio. */
  readonly types: readonly StepType[];
  /** What `to` names; absent: nothing. */
  readonly to?: 'person' | 'step';
  /** True where `where` says when the person named decides. */
  readonly placed?: true;
  /** False where the engine knows where it leads: the chart has no transition for it. */
  readonly transition?: false;
  /** True for a button that warns. */
  readonly danger?: true;
  /** On a button. */
  readonly title: Text;
  /** In a sentence about a definition: "may …". */
  readonly verb: Text;
  /** After a person's name: "… approved". */
  readonly did: Text;
  /** At the head of a line, and on an arrow. */
  readonly told: Text;
  /** In a history: `{who}`, `{step}`, `{to}`. */
  readonly sentence: Text;
};

/** In the order of their buttons: what is meant to happen first, what hands the task on last. */
export const decisionKinds = [
  {
    decision: 'approve',
    effect: 'agrees',
    types: ['approval'],
    title: { en: 'Approve', 'zh-CN': '同意' },
    verb: { en: 'approve', 'zh-CN': '同意' },
    did: { en: 'approved', 'zh-CN': '已同意' },
    told: { en: 'Approved', 'zh-CN': '同意' },
    sentence: { en: '{who} approved at {step}', 'zh-CN': '{who}在“{step}”同意' },
  },
  {
    decision: 'submit',
    effect: 'agrees',
    types: ['fill'],
    title: { en: 'Submit', 'zh-CN': '提交' },
    verb: { en: 'submit', 'zh-CN': '提交' },
    did: { en: 'submitted', 'zh-CN': '已提交' },
    told: { en: 'Submitted', 'zh-CN': '提交' },
    sentence: { en: '{who} submitted again', 'zh-CN': '{who}重新提交' },
  },
  {
    decision: 'return',
    effect: 'objects',
    types: ['approval'],
    to: 'step',
    transition: false,
    title: { en: 'Return', 'zh-CN': '退回' },
    verb: { en: 'return', 'zh-CN': '退回' },
    did: { en: 'returned', 'zh-CN': '已退回' },
    told: { en: 'Returned', 'zh-CN': '退回' },
    sentence: { en: '{who} returned the case from {step}', 'zh-CN': '{who}从“{step}”退回' },
  },
  {
    decision: 'reject',
    effect: 'objects',
    types: ['approval'],
    danger: true,
    title: { en: 'Reject', 'zh-CN': '驳回' },
    verb: { en: 'reject', 'zh-CN': '驳回' },
    did: { en: 'rejected', 'zh-CN': '已驳回' },
    told: { en: 'Rejected', 'zh-CN': '驳回' },
    sentence: { en: '{who} rejected at {step}', 'zh-CN': '{who}在“{step}”驳回' },
  },
  {
    decision: 'cancel',
    effect: 'leaves',
    types: ['fill'],
    danger: true,
    title: { en: 'Cancel request', 'zh-CN': '取消申请' },
    verb: { en: 'cancel', 'zh-CN': '取消' },
    did: { en: 'cancelled the request', 'zh-CN': '已取消申请' },
    told: { en: 'Cancelled', 'zh-CN': '取消' },
    sentence: { en: '{who} cancelled the request at {step}', 'zh-CN': '{who}在“{step}”取消申请' },
  },
  {
    decision: 'transfer',
    effect: 'hands',
    types: ['approval'],
    to: 'person',
    transition: false,
    title: { en: 'Transfer', 'zh-CN': '转办' },
    verb: { en: 'transfer', 'zh-CN': '转办' },
    did: { en: 'transferred', 'zh-CN': '已转办' },
    told: { en: 'Handed on', 'zh-CN': '转办' },
    sentence: { en: '{who} handed the task at {step} to {to}', 'zh-CN': '{who}将“{step}”的任务转办给{to}' },
  },
  {
    decision: 'add-signer',
    effect: 'hands',
    types: ['approval'],
    to: 'person',
    placed: true,
    transition: false,
    title: { en: 'Add signer', 'zh-CN': '加签' },
    verb: { en: 'add a signer', 'zh-CN': '加签' },
    did: { en: 'added a signer', 'zh-CN': '已加签' },
    told: { en: 'Signer added', 'zh-CN': '加签' },
    sentence: { en: '{who} asked {to} to sign at {step}', 'zh-CN': '{who}在“{step}”加签{to}' },
  },
] as const satisfies readonly DecisionKind[];

const byName = new Map<string, DecisionKind>(decisionKinds.map((kind) => [kind.decision, kind]));

/** The decision of that name; undefined for an event of a chart's own. */
export function decisionOf(decision: string): DecisionKind | undefined {
  return byName.get(decision);
}

/** Decisions that hand a task to another person. */
export type Handing = Extract<(typeof decisionKinds)[number], { effect: 'hands' }>['decision'];

export function isHanding(decision: string): decision is Handing {
  return decisionOf(decision)?.effect === 'hands';
}

export function isAgreeing(decision: string | undefined): boolean {
  return decision !== undefined && decisionOf(decision)?.effect === 'agrees';
}

export function isObjecting(decision: string): boolean {
  return decisionOf(decision)?.effect === 'objects';
}

/** True for an event by which a step is left in the way it was made for; a copy is left by `done`. */
export function leadsOn(event: string): boolean {
  return event === 'done' || isAgreeing(event);
}

// Events that nobody decides: the engine or the initiator sends them.
const events: { readonly [event: string]: { told: Text; verb: Text } } = {
  withdraw: { told: { en: 'Withdrawn', 'zh-CN': '撤回' }, verb: { en: 'withdraw', 'zh-CN': '撤回' } },
  done: { told: { en: 'Done', 'zh-CN': '完成' }, verb: { en: 'completion', 'zh-CN': '完成' } },
  error: { told: { en: 'Failed', 'zh-CN': '失败' }, verb: { en: 'failure', 'zh-CN': '失败' } },
  always: {
    told: { en: 'Goes on at once', 'zh-CN': '自动流转' },
    verb: { en: 'what follows at once', 'zh-CN': '自动流转' },
  },
};

/** What a decision or event is called at the head of a line and on an arrow; its own name where the chart alone knows it. */
export function eventTold(event: string): Text {
  return decisionOf(event)?.told ?? own(events, event)?.told ?? event;
}

/** What a decision or event is called within a sentence. */
export function eventVerb(event: string): Text {
  return decisionOf(event)?.verb ?? own(events, event)?.verb ?? event;
}
