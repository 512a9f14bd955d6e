import {
  decisionOf,
  isJsonObject,
  isText,
  type JsonObject,
  type Locale,
  localise,
  own,
  type Text,
} from '../../../engine/index.ts';
import type { HistoryRow } from '../../store/rows.ts';
import { nameOf } from '../history/history-item.ts';
import type { Around } from '../surroundings/load-surroundings.ts';
import type { Subject } from './case-subject.ts';
import { stepTitle } from './case-view.ts';

const sentences: { [kind: string]: Text } = {
  start: { en: '{who} submitted the request', 'zh-CN': '{who}提交了申请' },
  claim: { en: '{who} took the task', 'zh-CN': '{who}签收了任务' },
  release: { en: '{who} gave the task back', 'zh-CN': '{who}退回了任务池' },
  fire: { en: 'A deadline was reached at {step}', 'zh-CN': '“{step}”到达时限' },
  event: { en: '{who}: {event}', 'zh-CN': '{who}：{event}' },
  withdraw: { en: '{who} withdrew the request', 'zh-CN': '{who}撤回了申请' },
  amend: { en: '{who} changed the record', 'zh-CN': '{who}修改了记录' },
  reassign: { en: '{who} gave the task to {to}', 'zh-CN': '{who}将任务改派给{to}' },
  move: { en: '{who} moved the case to {state}', 'zh-CN': '{who}将流程调整到“{state}”' },
  suspend: { en: '{who} suspended the case', 'zh-CN': '{who}挂起了流程' },
  resume: { en: '{who} resumed the case', 'zh-CN': '{who}恢复了流程' },
  cancel: { en: '{who} cancelled the case', 'zh-CN': '{who}终止了流程' },
  retry: { en: '{who} tried again what was stuck', 'zh-CN': '{who}重试了中断的环节' },
  erased: { en: '{who} erased personal data', 'zh-CN': '{who}删除了个人信息' },
  propose: {
    en: '{who} asked for an exception: {what}',
    'zh-CN': '{who}提请例外处理：{what}',
  },
  confirm: {
    en: '{who} confirmed an exception that {proposer} had asked for: {what}',
    'zh-CN': '{who}确认了{proposer}提请的例外处理：{what}',
  },
  dismiss: { en: '{who} turned down an exception', 'zh-CN': '{who}拒绝了例外处理' },
  attend: {
    en: 'A task was left without a person who may decide it',
    'zh-CN': '有任务已无人可办理',
  },
  link: { en: 'The workflow made a record and refers to it', 'zh-CN': '流程新建了关联记录' },
  commented: { en: '{who} commented', 'zh-CN': '{who}发表了评论' },
  reminded: { en: '{who} sent a reminder', 'zh-CN': '{who}进行了催办' },
};

const otherwise: Text = { en: '{who} decided "{decision}" at {step}', 'zh-CN': '{who}在“{step}”选择了“{decision}”' };

/** What a link of a case's chain says, in one sentence, and where it happened. */
export function caseSentence(
  link: HistoryRow,
  { workflow, row }: Subject,
  around: Around,
  locale: Locale,
): { text: string; step?: string; opinion?: string; signed?: 'password' } {
  const command: JsonObject = isJsonObject(link.body.command) ? link.body.command : {};
  const textOf = (name: string) => (typeof command[name] === 'string' ? command[name] : undefined);
  const task = own(row.state.tasks, textOf('task') ?? '');
  const step = task?.step ?? textOf('step') ?? own(workflow.states, firstOf(link.body.from))?.step;
  const decision = textOf('decision');
  const pattern =
    link.kind === 'decide' ? (decisionOf(decision ?? '')?.sentence ?? otherwise) : own(sentences, link.kind);
  const to = textOf('to');
  const text = localise(pattern ?? link.kind, locale)
    .replace('{who}', nameOf(around, link.actor, locale))
    .replace('{step}', localise(step === undefined ? '' : stepTitle(workflow.steps, step), locale))
    .replace('{to}', to === undefined ? '' : nameOf(around, to, locale))
    .replace('{state}', to === undefined ? '' : localise(own(workflow.states, to)?.title ?? to, locale))
    .replace('{event}', localise(own(workflow.events, textOf('event') ?? '')?.title ?? textOf('event') ?? '', locale))
    .replace('{what}', isText(command.what) ? localise(command.what, locale) : '')
    .replace('{proposer}', nameOf(around, textOf('proposer'), locale))
    .replace('{decision}', localise(own(workflow.events, decision ?? '')?.title ?? decision ?? '', locale));
  const opinion =
    textOf('opinion') ?? textOf('reason') ?? (typeof link.body.text === 'string' ? link.body.text : undefined);
  return {
    text,
    ...(step !== undefined && { step }),
    ...(opinion !== undefined && opinion !== '' && { opinion }),
    ...(command.factor === 'password' && { signed: 'password' as const }),
  };
}

function firstOf(states: JsonObject[string] | undefined): string {
  const [first] = Array.isArray(states) ? states : [];
  return typeof first === 'string' ? first : '';
}
