import { type Json, own } from '../../core/json.ts';
import { valueAt } from '../../core/pointer.ts';
import { localise, type Text } from '../../core/text.ts';
import { eventVerb, isAgreeing } from '../../workflow/decisions.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import { diffRoutes } from './diff-routes.ts';
import { diffStep } from './diff-step.ts';
import {
  appearance,
  behaviour,
  compareKeys,
  type Difference,
  inBoth,
  retitled,
  sameJson,
  valueWords,
} from './entry.ts';
import { listWords } from './rule-words.ts';
import { assignWords, delayWords, type Names, stateTitle, withdrawWords } from './workflow-words.ts';

/** What is different in a workflow: steps, who acts in them and how, deadlines, ways. */
export function diffWorkflow(before: Workflow, after: Workflow, names: Names): Difference[] {
  const routes = names.form ? diffRoutes(before, after, names.form) : [];
  return [
    ...retitled(before.title, after.title),
    ...compareKeys(before.steps, after.steps, {
      added: (_, step) => [behaviour('diff/step-added', { step: step.title, who: assignWords(step.assign, names) })],
      removed: (_, step) => [behaviour('diff/step-removed', { step: step.title })],
      both: (_, a, b) => diffStep(a, b, [before, after], names),
    }),
    ...routes,
    ...diffTransitions(before, after, routes.length > 0),
    ...diffTimers(before, after, names),
    ...diffActions(before, after),
    ...diffOutcomes(before, after),
    ...diffEvents(before, after, names),
    ...diffSettings(before, after, names),
  ];
}

// Where events lead, whatever the guards. For agreeing, the ways say it better, if they say anything.
function diffTransitions(before: Workflow, after: Workflow, told: boolean): Difference[] {
  const targetsOf = (workflow: Workflow) => {
    const found: { [place: string]: { from: string; on: string; targets: string[] } } = {};
    for (const { from, kind, on = kind, targets } of workflow.transitions) {
      if (targets.length === 0) continue;
      const place = `${from} ${kind} ${on}`;
      const known = found[place] ?? { from, on, targets: [] };
      found[place] = { ...known, targets: [...known.targets, ...targets] };
    }
    return found;
  };
  const words = (workflow: Workflow, targets: string[]) =>
    listWords([...new Set(targets)].map((target) => stateTitle(workflow, target)));
  const stays = (workflow: Workflow, from: string) => from === '' || Object.hasOwn(workflow.states, from);
  // That a deadline is new or gone is told with the deadlines.
  const isTimed = (place: string) => place.includes(' after ');
  const deadline: Text = { en: 'deadline', 'zh-CN': '到期' };
  const nowhere: Text = { en: 'nowhere', 'zh-CN': '（无）' };
  return compareKeys(targetsOf(before), targetsOf(after), {
    added: (place, { from, on, targets }) =>
      stays(before, from) && !isTimed(place)
        ? [
            behaviour('diff/transition', {
              state: stateTitle(after, from),
              event: eventVerb(on),
              before: nowhere,
              after: words(after, targets),
            }),
          ]
        : [],
    removed: (place, { from, on, targets }) =>
      stays(after, from) && !isTimed(place)
        ? [
            behaviour('diff/transition', {
              state: stateTitle(before, from),
              event: eventVerb(on),
              before: words(before, targets),
              after: nowhere,
            }),
          ]
        : [],
    both: (place, a, b) => {
      if (sameJson(a.targets, b.targets) || (told && isAgreeing(a.on))) return [];
      return [
        behaviour('diff/transition', {
          state: stateTitle(after, b.from),
          event: isTimed(place) ? deadline : eventVerb(b.on),
          before: words(before, a.targets),
          after: words(after, b.targets),
        }),
      ];
    },
  });
}

function diffTimers(before: Workflow, after: Workflow, names: Names): Difference[] {
  const byState = (workflow: Workflow) => {
    const found: { [state: string]: Text } = {};
    for (const [state, timers] of Object.entries(workflow.timersOf))
      found[state] = listWords(timers.map(({ delay }) => delayWords(delay, names)));
    return found;
  };
  const none: Text = { en: 'none', 'zh-CN': '无' };
  const tell = (workflow: Workflow, state: string, a: Text, b: Text) => [
    behaviour('diff/deadline', { state: stateTitle(workflow, state), before: a, after: b }),
  ];
  return compareKeys(byState(before), byState(after), {
    added: (state, words) => (Object.hasOwn(before.states, state) ? tell(after, state, none, words) : []),
    removed: (state, words) => (Object.hasOwn(after.states, state) ? tell(before, state, words, none) : []),
    both: (state, a, b) => (sameJson(a, b) ? [] : tell(after, state, a, b)),
  });
}

// What a state sets off: messages, values, calls.
function diffActions(before: Workflow, after: Workflow): Difference[] {
  const byState = (workflow: Workflow) => {
    const found: { [state: string]: Json } = {};
    for (const { state, pointer } of workflow.actions) {
      const known = found[state];
      found[state] = [...(Array.isArray(known) ? known : []), valueAt(workflow.json, pointer) ?? null];
    }
    return found;
  };
  const [was, is] = [byState(before), byState(after)];
  return Object.keys({ ...was, ...is })
    .filter(
      (state) =>
        Object.hasOwn(before.states, state) &&
        Object.hasOwn(after.states, state) &&
        !sameJson(own(was, state), own(is, state)),
    )
    .map((state) => behaviour('diff/actions', { state: stateTitle(after, state) }));
}

const outcomeTitles: { [outcome: string]: Text } = {
  approved: { en: 'approved', 'zh-CN': '已通过' },
  rejected: { en: 'rejected', 'zh-CN': '已驳回' },
  cancelled: { en: 'cancelled', 'zh-CN': '已取消' },
};

// What it means that a case ends there.
function diffOutcomes(before: Workflow, after: Workflow): Difference[] {
  const words = (outcome = '') => own(outcomeTitles, outcome) ?? { en: 'none', 'zh-CN': '无' };
  return Object.values(after.states).flatMap(({ path, outcome }) => {
    const was = own(before.states, path);
    if (!was || was.outcome === outcome) return [];
    const title = stateTitle(after, path);
    const property = inBoth((locale) => `${localise(title, locale)} · ${locale === 'zh-CN' ? '结果' : 'outcome'}`);
    return [behaviour('diff/workflow-setting', { property, before: words(was.outcome), after: words(outcome) })];
  });
}

function diffEvents(before: Workflow, after: Workflow, { roleTitle }: Names): Difference[] {
  return Object.entries(after.events).flatMap(([key, { roles }]) => {
    const was = own(before.events, key);
    if (!was || sameJson(was.roles, roles)) return [];
    const property: Text = { en: `who may send "${key}"`, 'zh-CN': `可触发“${key}”的角色` };
    const words = (some: readonly string[]) => listWords(some.map(roleTitle));
    return [
      behaviour('diff/workflow-setting', { property, before: words(was.roles ?? []), after: words(roles ?? []) }),
    ];
  });
}

function diffSettings(before: Workflow, after: Workflow, { roleTitle }: Names): Difference[] {
  const settings: [title: Text, was: Text, is: Text][] = [
    [
      { en: 'who may start', 'zh-CN': '可发起的角色' },
      listWords(before.start.roles.map(roleTitle)),
      listWords(after.start.roles.map(roleTitle)),
    ],
    [
      { en: 'withdrawing', 'zh-CN': '撤回' },
      withdrawWords(before.withdraw, before),
      withdrawWords(after.withdraw, after),
    ],
    [
      { en: 'the initiator’s own tasks decide themselves', 'zh-CN': '审批人为发起人时自动通过' },
      valueWords(before.auto.initiator),
      valueWords(after.auto.initiator),
    ],
    [
      { en: 'who decided earlier is not asked again', 'zh-CN': '已审批过的人自动通过' },
      valueWords(before.auto.earlier),
      valueWords(after.auto.earlier),
    ],
    [
      { en: 'who decided just before is not asked again', 'zh-CN': '相邻环节同一人自动通过' },
      valueWords(before.auto.adjacent),
      valueWords(after.auto.adjacent),
    ],
    [{ en: 'form', 'zh-CN': '表单' }, before.form, after.form],
    [{ en: 'case numbers', 'zh-CN': '流程编号' }, valueWords(before.no), valueWords(after.no)],
    [{ en: 'administrators', 'zh-CN': '流程管理员' }, valueWords(before.admin), valueWords(after.admin)],
  ];
  const found = settings
    .filter(([, was, is]) => !sameJson(was, is))
    .map(([property, was, is]) => behaviour('diff/workflow-setting', { property, before: was, after: is }));
  return sameJson(before.summary, after.summary) ? found : [...found, appearance('diff/summary', {})];
}
