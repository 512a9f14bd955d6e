import { type Json, own } from '../core/json.ts';
import { type Locale, localise, type Text } from '../core/text.ts';
import { explainTrace } from '../rules/index.ts';
import type { Assign } from './assign.ts';
import type { WorkflowContext } from './context.ts';
import { decisionOf } from './decisions.ts';
import type { CommandKind, Fact, HistoryDraft } from './history.ts';
import { titleOf } from './people.ts';
import type { GuardFact } from './preview.ts';
import { reasonText } from './preview-text.ts';
import { speechFor } from './speech.ts';
import type { Workflow } from './workflow.ts';

/** Why a case took its way: one for each history entry that routed it. `people` are ids. */
export type Explanation = {
  seq: number;
  at: string;
  from: string;
  to: string;
  event: string;
  text: string;
  guards: { text: string; held: boolean; trace: Json }[];
  assignments: { step: string; text: string; people: string[] }[];
};

/** What is looked up for the answer; `roleTitle` as people know the role. */
export type WhyContext = Pick<WorkflowContext, 'form' | 'organisation' | 'env'> & { roleTitle: (role: string) => Text };

type Speaking = { workflow: Workflow; locale: Locale; ctx: WhyContext };
type Assigned = Extract<Fact, { kind: 'assigned' }>;

/** The answers to "why?": the transition taken, its conditions with their values, whom the assignment found and left out. */
export function whyOf(
  entries: readonly (HistoryDraft & { seq: number })[],
  workflow: Workflow,
  locale: Locale,
  ctx: WhyContext,
): Explanation[] {
  const speaking = { workflow, locale, ctx };
  const speech = speechFor(ctx.form, ctx.env.zone, locale);
  return entries.flatMap((entry): Explanation[] => {
    const routed =
      entry.kind === 'start' ||
      entry.facts.some(({ kind }) => kind === 'taken' || kind === 'moved' || kind === 'stuck' || kind === 'assigned');
    if (!routed) return [];
    const guards = entry.facts.filter((fact): fact is GuardFact => fact.kind === 'guard');
    return [
      {
        seq: entry.seq,
        at: entry.at,
        from: titles(entry.from, speaking),
        to: titles(entry.to, speaking),
        event: eventOf(entry),
        text: sentence(entry, guards, speaking),
        guards: guards.map((guard) => ({
          text: explainTrace(guard.trace, speech),
          held: guard.held,
          trace: guard.trace as unknown as Json,
        })),
        assignments: entry.facts.flatMap((fact) => (fact.kind === 'assigned' ? [assignmentOf(fact, speaking)] : [])),
      },
    ];
  });
}

function eventOf(entry: HistoryDraft): string {
  const taken = entry.facts.find((fact) => fact.kind === 'taken');
  if (typeof entry.command.decision === 'string') return entry.command.decision;
  return taken?.kind === 'taken' ? taken.event : entry.kind;
}

function titles(states: readonly string[], { workflow, locale }: Speaking): string {
  return states
    .map((path) => localise(workflow.states[path]?.title ?? path, locale))
    .join(locale === 'zh-CN' ? '、' : ' + ');
}

const commands = {
  start: { en: 'Started', 'zh-CN': '发起' },
  decide: { en: 'Decided', 'zh-CN': '办理' },
  claim: { en: 'Taken from the pool', 'zh-CN': '签收' },
  release: { en: 'Given back to the pool', 'zh-CN': '退回任务池' },
  fire: { en: 'Time was up', 'zh-CN': '时限到期' },
  event: { en: 'Event', 'zh-CN': '事件' },
  withdraw: { en: 'Taken back', 'zh-CN': '撤回' },
  amend: { en: 'Record changed', 'zh-CN': '记录已修改' },
  reassign: { en: 'Reassigned', 'zh-CN': '改派' },
  move: { en: 'Moved by an administrator', 'zh-CN': '管理员移动' },
  suspend: { en: 'Suspended', 'zh-CN': '挂起' },
  resume: { en: 'Resumed', 'zh-CN': '恢复' },
  cancel: { en: 'Cancelled', 'zh-CN': '终止' },
  retry: { en: 'Tried again', 'zh-CN': '重试' },
  propose: { en: 'Exception asked for', 'zh-CN': '提交例外申请' },
  confirm: { en: 'Exception confirmed', 'zh-CN': '例外已确认' },
  dismiss: { en: 'Exception turned down', 'zh-CN': '例外已否决' },
  attend: { en: 'A holder can no longer act', 'zh-CN': '办理人已无法办理' },
  link: { en: 'Linked record', 'zh-CN': '关联记录' },
} as const satisfies { [K in CommandKind]: Text };

/** "Approved: Finance → Director, because Amount 60,000.00 > 50,000.00". */
function sentence(entry: HistoryDraft, guards: readonly GuardFact[], speaking: Speaking): string {
  const { workflow, locale, ctx } = speaking;
  const event = eventOf(entry);
  const what = localise(decisionOf(event)?.told ?? own(workflow.events, event)?.title ?? commands[entry.kind], locale);
  const way =
    entry.from.length === 0
      ? titles(entry.to, speaking)
      : `${titles(entry.from, speaking)} → ${titles(entry.to, speaking)}`;
  const stuck = entry.facts.find((fact) => fact.kind === 'stuck');
  const reason = reasonText(guards, ctx, locale);
  const chinese = locale === 'zh-CN';
  const because = reason === '' ? '' : chinese ? `，因为${reason}` : `, because ${reason}`;
  const halted = stuck ? (chinese ? '；流程在此停住，等待处理' : '; the case cannot go on from here by itself') : '';
  return `${what}${chinese ? '：' : ': '}${way}${because}${halted}`;
}

function assignmentOf(fact: Assigned, speaking: Speaking): Explanation['assignments'][number] {
  const { workflow, locale, ctx } = speaking;
  const chinese = locale === 'zh-CN';
  const name = (person: string) => localise(titleOf(person, ctx.organisation), locale);
  const list = (people: readonly string[]) => people.map(name).join(chinese ? '、' : ', ');
  const found = fact.found.map(({ assign, people }) => {
    const way = wayOf(workflow.steps[fact.step]?.assign[assign], speaking);
    if (people.length === 0) return chinese ? `${way}：无人` : `${way}: nobody`;
    return chinese ? `${way}：${list(people)}` : `${way}: ${list(people)}`;
  });
  const left = fact.excluded.map(({ person, because, step }) => {
    if (because === 'inactive') return chinese ? `${name(person)}已停用` : `${name(person)} is inactive`;
    if (step === 'initiator') return chinese ? `${name(person)}是申请人` : `${name(person)} made the request`;
    const title = localise(workflow.steps[step ?? '']?.title ?? step ?? '', locale);
    return chinese ? `${name(person)}已办理过“${title}”` : `${name(person)} has decided at "${title}"`;
  });
  const out = left.length === 0 ? '' : chinese ? `；排除：${left.join('，')}` : `; left out: ${left.join(', ')}`;
  const policies: { [policy: string]: Text } = {
    incident: { en: '; nobody was found: an incident was opened', 'zh-CN': '；无人可办理，已生成异常' },
    'to-admin': { en: '; nobody was found: it went to the administrators', 'zh-CN': '；无人可办理，已转管理员' },
    skip: { en: '; nobody was found: the step was skipped', 'zh-CN': '；无人可办理，已跳过' },
    role: { en: '; nobody was found: it went to the role that stands in', 'zh-CN': '；无人可办理，已转备用角色' },
  };
  const policy = fact.empty ? localise(policies[fact.empty], locale) : '';
  return {
    step: fact.step,
    text: found.join(chinese ? '；' : '; ') + out + policy,
    people: fact.people.map(({ person }) => person),
  };
}

/** "Finance", "manager (level 2)": the entry of `assign` in a few words. */
function wayOf(assign: Assign | undefined, { locale, ctx }: Speaking): string {
  const pick = (en: string, zh: string) => (locale === 'zh-CN' ? zh : en);
  const roleTitle = (role: string) => localise(ctx.roleTitle(role), locale);
  const fieldTitle = (field: string) => localise(ctx.form.fields[field]?.title ?? field, locale);
  switch (assign?.by) {
    case 'role':
      return pick(`role ${roleTitle(assign.role)}`, `角色“${roleTitle(assign.role)}”`);
    case 'pool':
      return pick(`pool ${roleTitle(assign.role)}`, `任务池“${roleTitle(assign.role)}”`);
    case 'manager':
      return pick(`manager (level ${assign.level})`, `第 ${assign.level} 级上级`);
    case 'manager-chain':
      return pick(`managers (${assign.levels} levels)`, `逐级上级（${assign.levels} 级）`);
    case 'unit-head':
      return pick('head of the unit', '部门负责人');
    case 'field':
      return pick(`field "${fieldTitle(assign.field)}"`, `字段“${fieldTitle(assign.field)}”`);
    case 'rule':
      return pick('rule', '规则');
    case 'choice':
      return pick(
        `chosen by the ${assign.of === 'initiator' ? 'initiator' : 'approver before'}`,
        assign.of === 'initiator' ? '发起人选择' : '上一步办理人选择',
      );
    case 'initiator':
      return pick('initiator', '发起人');
    default:
      return pick('named person', '指定人员');
  }
}
