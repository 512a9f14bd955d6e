import type { Organisation, Person } from '../access/index.ts';
import { type Issue, issue } from '../core/issue.ts';
import { type Json, own } from '../core/json.ts';
import { type Locale, localise } from '../core/text.ts';
import { isHanding, type Workflow } from '../workflow/index.ts';
import type { Pack } from './pack.ts';
import type { Scenario, Who } from './scenario.ts';
import { trialContext } from './trial-organisation.ts';
import { type Walk, type WalkContext, type WalkDecision, walkCase } from './walk-case.ts';

/** How a scenario went: where the case stood in the end, and why that is not what was expected. Paths point into the scenario. */
export type ScenarioResult = { key: string; passed: boolean; status: string; states: string[]; issues: Issue[] };

/**
 * Every scenario of the pack. Its people are made up (one for each role), unless `around` brings an organisation, a
 * calendar, a zone or a time (`at`).
 */
export function runScenarios(
  pack: Pack,
  options: Partial<WalkContext> & { required?: readonly Pack[] } = {},
): ScenarioResult[] {
  const { required = [], ...given } = options;
  const packs = [pack, ...required];
  const around: WalkContext = { ...trialContext(packs), ...given };
  return Object.values(pack.scenarios).map((scenario) => runScenario(scenario, packs, around));
}

function runScenario(scenario: Scenario, packs: readonly Pack[], around: WalkContext): ScenarioResult {
  const { key } = scenario;
  const workflow = packs.flatMap(({ workflows }) => own(workflows, scenario.workflow) ?? [])[0];
  const form = workflow && packs.flatMap(({ forms }) => own(forms, workflow.form) ?? [])[0];
  const initiator = around.organisation.people().find(matcher(scenario.initiator));
  if (!workflow || !form || !initiator) {
    const missing = initiator
      ? issue('pack/unknown-workflow', '/workflow', { key: scenario.workflow, hint: '' })
      : issue('pack/unknown-person', '/initiator', { person: nameOf(scenario.initiator) });
    return { key, passed: false, status: 'failed', states: [], issues: [missing] };
  }
  const decisions = scenario.decisions.map((said): WalkDecision => {
    const { by, to, ...rest } = said;
    return {
      ...rest,
      who: matcher(by),
      ...(to !== undefined && { to: targetOf(to, said.decision, around.organisation) }),
    };
  });
  const walk = walkCase(workflow, form, { initiator, data: scenario.data, decisions }, around);
  const issues = walk.issues.length > 0 ? walk.issues : unexpected(scenario, walk, workflow);
  return {
    key,
    passed: issues.length === 0,
    status: walk.state?.status ?? 'failed',
    states: walk.state?.states ?? [],
    issues,
  };
}

function unexpected({ expect }: Scenario, walk: Walk, workflow: Workflow): Issue[] {
  const { status = 'failed', states = [] } = walk.state ?? {};
  const sorted = (paths: readonly string[]) => [...paths].sort().join(' ');
  const sameStates = expect.states.length === 0 || sorted(expect.states) === sorted(states);
  if (status === expect.status && sameStates) return [];
  return [
    issue('pack/scenario-not-reached', '/expect', {
      expected: standing(expect.status, expect.states, workflow),
      found: standing(status, states, workflow),
    }),
  ];
}

const statuses: { [status: string]: { en: string; 'zh-CN': string } } = {
  running: { en: 'running', 'zh-CN': '进行中' },
  done: { en: 'done', 'zh-CN': '已结束' },
  cancelled: { en: 'cancelled', 'zh-CN': '已取消' },
  failed: { en: 'failed', 'zh-CN': '失败' },
};

/** Where a case stands, as people call it: `done: Paid`. */
function standing(status: string, states: readonly string[], workflow: Workflow): Json {
  const say = (locale: Locale, colon: string) => {
    const titles = states.map((path) => localise(own(workflow.states, path)?.title ?? path, locale)).sort();
    return [own(statuses, status)?.[locale] ?? status, titles.join(' + ')].filter(Boolean).join(colon);
  };
  return { en: say('en', ': '), 'zh-CN': say('zh-CN', '：') };
}

function matcher(who: Who): (person: Person) => boolean {
  if ('person' in who) return ({ name, id }) => name === who.person || id === who.person;
  return ({ roles }) => who.roles.every((role) => roles.includes(role));
}

function nameOf(who: Who): string {
  return 'person' in who ? who.person : who.roles.join(' + ');
}

// A task is handed to a person: by sign-in name, or by role. Other decisions name steps.
function targetOf(to: string, decision: string, organisation: Organisation): string {
  if (!isHanding(decision)) return to;
  const person = organisation.people().find(({ name }) => name === to) ?? organisation.withRole(to)[0];
  return person?.id ?? to;
}
