import { idleIssues, type TakenProperty } from '../core/idle.ts';
import { type Issue, issue } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';
import { pointer, valueAt } from '../core/pointer.ts';
import { objectOf } from './raw.ts';
import { stepTable } from './step-properties.ts';
import type { ChartState, Workflow } from './workflow.ts';

const ofStates: readonly TakenProperty<ChartState>[] = [
  {
    at: '/initial',
    takes: (_, { kind }) => kind === 'compound',
    why: { en: 'the state has no states inside', 'zh-CN': '该状态没有子状态' },
  },
  ...['/target', '/history'].map((at) => ({
    at,
    takes: (_: JsonObject, { kind }: ChartState) => kind === 'history',
    why: { en: 'only a history state has it', 'zh-CN': '只有历史状态才有此项' },
  })),
  {
    at: '/meta/note',
    takes: () => false,
    why: {
      en: 'nothing shows it; "description" keeps words for authors',
      'zh-CN': '不会显示在任何页面；给设计人员的说明请写在 description 中',
    },
  },
];

const ofWorkflow: readonly TakenProperty<Workflow>[] = [
  {
    at: '/admin',
    takes: (_, { steps }) => Object.values(steps).some(({ empty }) => empty === 'to-admin'),
    why: {
      en: 'no step goes to the administrators where nobody is found ("empty": "to-admin")',
      'zh-CN': '没有环节在找不到处理人时转给流程管理员（"empty": "to-admin"）',
    },
  },
];

/** Properties that do nothing where they stand: in steps and states of another type, without what they belong to. */
export function checkTaken(workflow: Workflow): Issue[] {
  const { json, states, steps } = workflow;
  return [
    ...idleIssues(json, '', ofWorkflow, workflow),
    ...Object.values(states).flatMap((state) =>
      state.implicit ? [] : idleIssues(objectOf(valueAt(json, state.pointer)), state.pointer, ofStates, state),
    ),
    ...Object.values(steps).flatMap(({ path, pointer: at, type, decisions }) => {
      if (states[path]?.implicit) return [];
      const step = objectOf(valueAt(json, at));
      return idleIssues(step, at, stepTable(step, type, decisions), undefined);
    }),
    ...workflow.actions.flatMap(({ template, pointer: at }) =>
      template.type === 'notify' ? idleIssues(objectOf(valueAt(json, at)), at, ofNotices, undefined) : [],
    ),
    ...eventIssues(workflow),
  ];
}

const ofNotices: readonly TakenProperty[] = [
  {
    at: '/params/channel',
    takes: () => false,
    why: { en: 'the template says how it is sent', 'zh-CN': '发送方式由消息模板决定' },
  },
];

// An event that nothing takes, or that nobody may send, never comes.
function eventIssues({ events, transitions }: Workflow): Issue[] {
  return Object.entries(events).flatMap(([event, { title, roles = [] }]) => {
    const at = `/events${pointer(event)}`;
    if (!transitions.some(({ kind, on }) => kind === 'event' && on === event))
      return [issue('workflow/event-without-transition', at, { event: title })];
    return roles.length > 0 ? [] : [issue('workflow/event-without-sender', at, { event: title })];
  });
}
