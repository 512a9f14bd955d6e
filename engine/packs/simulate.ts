import type { Organisation, Person } from '../access/index.ts';
import { type Issue, issue, toLocalIssue } from '../core/issue.ts';
import { type JsonObject, own } from '../core/json.ts';
import { didYouMean } from '../core/names.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { type Locale, localise } from '../core/text.ts';
import { type Form, fullAccess, settle } from '../forms/index.ts';
import type { WorkCalendar } from '../rules/index.ts';
import type { SimulateInput, SimulateResult } from '../wire/index.ts';
import { choicesOf, eventVerb, preview, previewText, type RouteStep, type Workflow, whyOf } from '../workflow/index.ts';
import { effectText } from './effect-text.ts';
import type { Pack } from './pack.ts';
import { holdersOf, openTasks, type Walk, walkCase } from './walk-case.ts';

/** `now` is used where the input names no time. `required`: packs in which the workflow's form may stand. */
export type SimulateContext = {
  organisation: Organisation;
  calendar: WorkCalendar;
  zone: string;
  now: string;
  locale: Locale;
  required?: readonly Pack[];
};

/**
 * Runs a workflow of the pack with the given decisions and nothing else: no store, no message, no number given.
 * Fails when the workflow or the initiator is unknown; what stops the case on its way is among the result's `problems`.
 */
export function simulate(pack: Pack, input: SimulateInput, ctx: SimulateContext): Result<SimulateResult> {
  const packs = [pack, ...(ctx.required ?? [])];
  const workflow = own(pack.workflows, input.workflow);
  const form = workflow && packs.flatMap(({ forms }) => own(forms, workflow.form) ?? [])[0];
  if (!workflow || !form) {
    const hint = didYouMean(input.workflow, Object.keys(pack.workflows));
    return fail(issue('pack/unknown-workflow', '/workflow', { key: input.workflow, hint }));
  }
  const initiator = personNamed(input.initiator, ctx.organisation);
  if (!initiator) return fail(issue('pack/unknown-person', '/initiator', { person: input.initiator }));

  const at = input.at ?? ctx.now;
  const first = settleTrial(form, input.data, initiator, at, packs, ctx);
  const decisions = input.decisions.map(({ person, to, ...said }) => ({
    ...said,
    who: ({ id, name }: Person) => id === person || name === person,
    ...(to !== undefined && { to: personNamed(to, ctx.organisation)?.id ?? to }),
  }));
  const { organisation, calendar, zone } = ctx;
  const walk = walkCase(
    workflow,
    form,
    { initiator, data: first.data, decisions },
    { organisation, calendar, zone, at },
  );
  return ok(resultOf(pack, workflow, walk, { ...ctx, at, initiator: initiator.id }, first.issues));
}

function personNamed(name: string, organisation: Organisation): Person | undefined {
  return organisation.person(name) ?? organisation.people().find((person) => person.name === name);
}

// What the form would make of the data.
function settleTrial(
  form: Form,
  data: JsonObject,
  person: Person,
  at: string,
  packs: readonly Pack[],
  ctx: SimulateContext,
): { data: JsonObject; issues: Issue[] } {
  return settle(form, data, {
    env: { data: {}, now: at, zone: ctx.zone, organisation: ctx.organisation, calendar: ctx.calendar },
    actor: { ...person, tenant: 'trial' },
    locale: ctx.locale,
    options: (key) => packs.flatMap(({ options }) => own(options, key) ?? [])[0],
    access: fullAccess(form),
    trial: true,
  });
}

type Asked = SimulateContext & { at: string; initiator: string };

function resultOf(pack: Pack, workflow: Workflow, walk: Walk, ctx: Asked, formIssues: Issue[]): SimulateResult {
  const { locale, organisation } = ctx;
  const titleOf = (id: string) => localise(organisation.person(id)?.title ?? id, locale);
  const waiting = walk.state ? waitingFor(workflow, walk, ctx) : [];
  const route = preview(workflow, walk.entries.length > 0 ? walk.data : walk.ctx.data, {
    ...walk.ctx,
    initiator: ctx.initiator,
    at: ctx.at,
  });
  return {
    status: walk.state?.status ?? 'failed',
    states: walk.state?.states ?? [],
    waiting,
    log: logOf(pack, workflow, walk, ctx),
    preview: {
      steps: route.map((step) => routeStep(step, ctx)),
      text: previewText(workflow, route, walk.ctx, locale),
      choose: choicesOf(workflow, 'initiator').filter((choice) => route.some(({ step }) => step === choice.step)),
    },
    effects: walk.effects.flatMap((effect) => {
      const text = effectText(effect, { pack, locale, person: titleOf });
      return text === undefined ? [] : [{ type: effect.type, text }];
    }),
    problems: [...formIssues, ...walk.issues].map((found) => toLocalIssue(found, locale)),
  };
}

function waitingFor(workflow: Workflow, { state }: Walk, { organisation }: Asked): SimulateResult['waiting'] {
  const bySteps = new Map<string, Person[]>();
  for (const task of state ? openTasks(state) : []) {
    bySteps.set(task.step, [...(bySteps.get(task.step) ?? []), ...holdersOf(task, organisation)]);
  }
  return [...bySteps].map(([step, people]) => ({
    step,
    title: own(workflow.steps, step)?.title ?? step,
    people: [...new Map(people.map(({ id, title }) => [id, { id, title }])).values()],
    decisions: own(workflow.steps, step)?.decisions ?? [],
  }));
}

function routeStep(
  { step, title, type, people, decide, note }: RouteStep,
  { organisation }: Asked,
): SimulateResult['preview']['steps'][number] {
  return {
    step,
    title,
    type,
    people: people.map((id) => ({ id, title: organisation.person(id)?.title ?? id })),
    // A vote is by all who are asked, as far as a preview of a way goes.
    ...(decide && { decide: decide === 'vote' ? 'all' : decide }),
    ...(note && { note }),
  };
}

// One line for what was done and one for where it led, with the reasons.
function logOf(pack: Pack, workflow: Workflow, walk: Walk, ctx: Asked): SimulateResult['log'] {
  const { locale, organisation } = ctx;
  const pick = (en: string, zh: string) => (locale === 'zh-CN' ? zh : en);
  const why = whyOf(
    walk.entries.map((entry, index) => ({ ...entry, seq: index + 1 })),
    workflow,
    locale,
    { ...walk.ctx, roleTitle: (role) => own(pack.roles, role)?.title ?? role },
  );
  return walk.entries.flatMap((entry, index) => {
    const who = localise(organisation.person(entry.by ?? '')?.title ?? entry.by, locale);
    const step = taskStep(walk, entry.command);
    const title = localise(own(workflow.steps, step ?? '')?.title, locale);
    const decision = localise(eventVerb(String(own(entry.command, 'decision') ?? '')), locale);
    const did =
      entry.kind === 'start'
        ? pick(`${who} starts`, `${who}发起`)
        : pick(`${title}: ${who} decides "${decision}"`, `${title}：${who}选择“${decision}”`);
    const led = why
      .filter(({ seq }) => seq === index + 1)
      .map(({ text }) => ({ text, ...(step !== undefined && { step }) }));
    return [{ text: did, ...(step !== undefined && { step }) }, ...led];
  });
}

function taskStep({ state }: Walk, command: JsonObject): string | undefined {
  const task = own(command, 'task');
  return typeof task === 'string' && state ? own(state.tasks, task)?.step : undefined;
}
