import type { Person } from '../access/organisation.ts';
import { type Issue, issue } from '../core/issue.ts';
import { own } from '../core/json.ts';
import { pointer } from '../core/pointer.ts';
import type { Result } from '../core/result.ts';
import { localise, type Text } from '../core/text.ts';
import type { Assign } from './assign.ts';
import type { CaseState } from './case-state.ts';
import type { Advance, WorkflowContext } from './context.ts';
import { isAgreeing } from './decisions.ts';
import { asksEvery, type Bar, barTo } from './four-eyes.ts';
import { activePerson, isDeclared, peopleIn, titleOf } from './people.ts';
import type { Step } from './step.ts';
import type { Workflow } from './workflow.ts';

/** What is wrong with the people a person chose for steps to come. `of`: whose choice it may be. */
export function choiceIssues(
  workflow: Workflow,
  state: CaseState,
  chosen: { [step: string]: string[] },
  of: string[],
  ctx: WorkflowContext,
): Issue[] {
  return Object.entries(chosen).flatMap(([key, people]): Issue[] => {
    const path = `/chosen${pointer(key)}`;
    const step = own(workflow.steps, key);
    const choice = step && choiceOf(step, of);
    if (!choice) return [issue('workflow/unknown-step', path, { step: key, hint: '' })];
    const allowed = isDeclared(choice)
      ? new Set(peopleIn(choice, ctx.data, state.initiator, ctx.organisation).map(({ id }) => id))
      : undefined;
    const issues = people.flatMap((person, index): Issue[] => {
      const at = `${path}/${index}`;
      const who = titleOf(person, ctx.organisation);
      if (!activePerson(person, ctx.organisation)) return [issue('workflow/unknown-person', at, { person })];
      if (allowed && !allowed.has(person)) return [issue('workflow/out-of-scope', at, { who })];
      const bar = barTo(step, person, { state: { ...state, steps: {} }, ctx });
      return bar ? [barIssue(at, person, step, bar, workflow, ctx)] : [];
    });
    if (choice.max !== undefined && people.length > choice.max)
      issues.push(issue('workflow/too-many-chosen', path, { max: choice.max, step: step.title }));
    return issues;
  });
}

/** A step whose people are chosen beforehand. `max`: how many at most. */
export type PeopleChoice = { step: string; title: Text; max?: number };

/** Steps that leave their people to the initiator, or to the approver before. */
export function choicesOf(workflow: Workflow, of: 'initiator' | 'previous'): PeopleChoice[] {
  return Object.values(workflow.steps).flatMap((step) => {
    const choice = choiceOf(step, [of]);
    return choice
      ? [{ step: step.key, title: step.title, ...(choice.max === undefined ? {} : { max: choice.max }) }]
      : [];
  });
}

/** Of these choices, those that a decision at `from` may lead to at once. */
export function choicesNext(workflow: Workflow, from: Step): PeopleChoice[] {
  const targets = workflow.transitions
    .filter((each) => each.from === from.path || from.path.startsWith(`${each.from}.`))
    .flatMap((each) => each.targets);
  return choicesOf(workflow, 'previous').filter(({ step }) => {
    const path = workflow.steps[step]?.path ?? '';
    return targets.some((target) => path === target || path.startsWith(`${target}.`));
  });
}

/** People who may be chosen for a step, in order of name. */
export function choosable(
  workflow: Workflow,
  state: CaseState,
  key: string,
  of: 'initiator' | 'previous',
  ctx: WorkflowContext,
): Person[] {
  const step = own(workflow.steps, key);
  const choice = step && choiceOf(step, [of]);
  if (!choice) return [];
  return peopleIn(choice, ctx.data, state.initiator, ctx.organisation).filter(
    ({ id }) => barTo(step, id, { state: { ...state, steps: {} }, ctx }) === undefined,
  );
}

function choiceOf(step: Step, of: readonly string[]): Extract<Assign, { by: 'choice' }> | undefined {
  return step.assign.find(
    (assign): assign is Extract<Assign, { by: 'choice' }> => assign.by === 'choice' && of.includes(assign.of),
  );
}

/** The command as it is, unless it leads to a step whose people its maker should have chosen and has not. */
export function choiceMade(
  advance: Result<Advance>,
  workflow: Workflow,
  of: 'initiator' | 'previous',
): Result<Advance> {
  if (!advance.ok) return advance;
  const due = advance.value.entry.facts.flatMap((fact): Issue[] => {
    if (fact.kind !== 'assigned') return [];
    const step = workflow.steps[fact.step];
    if (!step || (fact.people.length > 0 && !asksEvery(step.decide))) return [];
    const left = fact.found.some(({ assign, people }) => {
      const entry = step.assign[assign];
      return people.length === 0 && entry?.by === 'choice' && entry.of === of;
    });
    return step && left
      ? [issue('workflow/choice-due', `/chosen${pointer(step.key)}`, { step: step.title, key: step.key })]
      : [];
  });
  return due.length > 0 ? { ok: false, issues: due } : advance;
}

/** The command as it is, unless it chooses people for a step that it neither leads to nor opens. */
export function choiceAsked(
  advance: Result<Advance>,
  workflow: Workflow,
  from: Step,
  { decision, chosen }: { decision: string; chosen?: { [step: string]: string[] } },
): Result<Advance> {
  if (!advance.ok || !chosen) return advance;
  const asked = new Set(isAgreeing(decision) ? choicesNext(workflow, from).map(({ step }) => step) : []);
  for (const fact of advance.value.entry.facts) if (fact.kind === 'assigned') asked.add(fact.step);
  const issues = Object.keys(chosen).flatMap((key) =>
    asked.has(key)
      ? []
      : [issue('workflow/choice-not-asked', `/chosen${pointer(key)}`, { step: workflow.steps[key]?.title ?? key })],
  );
  return issues.length > 0 ? { ok: false, issues } : advance;
}

/** Why a person may not act in a step, in words. */
export function barIssue(
  path: string,
  person: string,
  step: Step,
  bar: Bar,
  workflow: Workflow,
  ctx: WorkflowContext,
): Issue {
  const who = titleOf(person, ctx.organisation);
  switch (bar.because) {
    case 'inactive':
      return issue('workflow/unknown-person', path, { person });
    case 'blind':
      return issue('workflow/sees-nothing', path, { who, step: step.title });
    case 'twice':
      return issue('workflow/counts-twice', path, { who, step: step.title });
    case 'separate': {
      const other = workflow.steps[bar.step]?.title ?? bar.step;
      const because =
        bar.step === 'initiator'
          ? { en: 'made the request', 'zh-CN': '是申请人' }
          : { en: `has decided at "${localise(other, 'en')}"`, 'zh-CN': `已办理过“${localise(other, 'zh-CN')}”` };
      return issue('workflow/separation', path, { who, step: step.title, because, apart: bar.step });
    }
  }
}
