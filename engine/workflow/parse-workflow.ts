import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type JsonObject, own } from '../core/json.ts';
import { matchSchema } from '../core/json-schema.ts';
import { didYouMean } from '../core/names.ts';
import { pointer } from '../core/pointer.ts';
import { fail, type Result, unlessIssues } from '../core/result.ts';
import { type Form, fieldAt } from '../forms/index.ts';
import { addRevision } from './add-revision.ts';
import { caseScope } from './case-scope.ts';
import { toMachine } from './machine.ts';
import { notSupported } from './not-supported.ts';
import { collectStates, initialOf } from './parse-states.ts';
import { linkSteps, parseStep } from './parse-step.ts';
import { parseStateBody } from './parse-transitions.ts';
import { type Parsing, refuse } from './parsing.ts';
import { objectOf, stringOf, stringsOf, textOf, wordOf } from './raw.ts';
import { workflowSchema } from './schema.ts';
import type { Step } from './step.ts';
import type { ChartState, ChartTimer, ExternalEvent, Withdraw, Workflow } from './workflow.ts';

/** What a workflow refers to. `roles`: the keys of all roles, undefined when they are not known (then they are not checked). */
export type WorkflowLinks = {
  form(key: string): Form | undefined;
  roles: readonly string[] | undefined;
  template(key: string): boolean;
};

/** Unknown JSON → workflow, or every issue found (paths are pointers into `json`). */
export function parseWorkflow(json: unknown, links: WorkflowLinks): Result<Workflow> {
  if (!isJsonObject(json)) return { ok: false, issues: matchSchema(workflowSchema, json as never) };
  const left = notSupported(json);
  const issues: Issue[] = [
    ...left,
    ...matchSchema(workflowSchema, json).filter((found) => !left.some(({ path }) => found.path.startsWith(path))),
  ];
  const formKey = stringOf(json.form) ?? '';
  const form = links.form(formKey);
  if (!form && typeof json.form === 'string') issues.push(issue('workflow/unknown-form', '/form', { form: formKey }));
  const parsing: Parsing = {
    issues,
    form,
    scope: form ? caseScope(form) : {},
    parallel: objectOf(json.chart).type === 'parallel',
    states: {},
    ids: new Map(),
    transitions: [],
    guards: [],
    actions: [],
    timers: [],
  };
  const chart = objectOf(json.chart);
  const { steps, initial } = readChart(chart, parsing);
  const withdraw = withdrawOf(json, parsing);
  summaryOf(json, parsing);
  const revision = addRevision(steps, initial, parsing);
  if (issues.some(({ severity }) => severity === 'error')) return { ok: false, issues };
  const workflow: Omit<Workflow, 'machine'> = {
    key: stringOf(json.key) ?? '',
    title: textOf(json.title) ?? '',
    ...(textOf(json.description) === undefined ? {} : { description: textOf(json.description) }),
    form: formKey,
    start: { on: 'create', roles: stringsOf(objectOf(json.start).roles) },
    ...(stringOf(json.no) === undefined ? {} : { no: stringOf(json.no) }),
    summary: stringsOf(json.summary),
    withdraw,
    auto: autoOf(objectOf(json.auto)),
    ...(stringOf(json.admin) === undefined ? {} : { admin: stringOf(json.admin) }),
    events: eventsOf(objectOf(json.events)),
    ...(initial === undefined ? {} : { initial }),
    parallel: parsing.parallel,
    states: parsing.states,
    steps,
    transitions: parsing.transitions,
    guards: parsing.guards,
    actions: parsing.actions,
    timers: parsing.timers,
    timersOf: timersByState(parsing.timers),
    ...(revision === undefined ? {} : { revision }),
    json,
  };
  const machine = toMachine(workflow);
  return machine.ok
    ? unlessIssues(issues, () => ({ ...workflow, machine: machine.value }))
    : fail(...issues, ...machine.issues);
}

function readChart(
  chart: JsonObject,
  parsing: Parsing,
): { steps: { [step: string]: Step }; initial: string | undefined } {
  const id = stringOf(chart.id);
  if (id !== undefined) parsing.ids.set(id, '');
  collectStates(chart, parsing);
  const initial = parsing.parallel ? undefined : initialOf(chart, '', '/chart', parsing);
  const steps: { [step: string]: Step } = {};
  const bodies: [string, ChartState, JsonObject][] = Object.entries(parsing.states).map(([path, state]) => [
    path,
    state,
    bodyOf(chart, path),
  ]);
  for (const [, state, json] of bodies) {
    const step = objectOf(json.meta).step;
    if (!isJsonObject(step)) continue;
    if (Object.hasOwn(steps, state.key)) {
      refuse(parsing, 'workflow/duplicate-step', state.pointer, {
        step: state.key,
        other: steps[state.key]?.path ?? '',
      });
      continue;
    }
    steps[state.key] = parseStep(step, state, `${state.pointer}/meta/step`, parsing);
  }
  parseStateBody(chart, '', '/chart', parsing);
  for (const [path, state, json] of bodies) parseStateBody(json, path, state.pointer, parsing);
  linkSteps(steps, parsing);
  return { steps, initial };
}

function bodyOf(chart: JsonObject, path: string): JsonObject {
  let here = chart;
  for (const key of path.split('.')) here = objectOf(own(objectOf(here.states), key));
  return here;
}

function withdrawOf(json: JsonObject, parsing: Parsing): Withdraw {
  const until = stringOf(objectOf(json.withdraw).until);
  if (until === undefined)
    return wordOf<'never' | 'untouched' | 'always'>(json.withdraw, ['never', 'untouched', 'always'], 'untouched');
  if (!Object.hasOwn(parsing.states, until)) {
    const known = Object.keys(parsing.states);
    refuse(parsing, 'workflow/unknown-state', '/withdraw/until', {
      state: until,
      known,
      hint: didYouMean(until, known),
    });
  }
  return { until };
}

function summaryOf(json: JsonObject, parsing: Parsing): void {
  stringsOf(json.summary).forEach((name, index) => {
    if (parsing.form && !fieldAt(parsing.form, name)) {
      refuse(parsing, 'workflow/unknown-field', `/summary${pointer(index)}`, {
        field: name,
        hint: didYouMean(name, Object.keys(parsing.form.fields)),
      });
    }
  });
}

function autoOf(json: JsonObject): Workflow['auto'] {
  return { initiator: json.initiator === true, earlier: json.earlier === true, adjacent: json.adjacent === true };
}

function eventsOf(json: JsonObject): Workflow['events'] {
  const entries = Object.entries(json).map(([event, value]): [string, ExternalEvent] => {
    const { title, roles } = objectOf(value);
    return [event, { title: textOf(title) ?? event, ...(roles === undefined ? {} : { roles: stringsOf(roles) }) }];
  });
  return Object.fromEntries(entries);
}

function timersByState(timers: ChartTimer[]): Workflow['timersOf'] {
  const map: { [state: string]: ChartTimer[] } = {};
  for (const timer of timers) map[timer.state] = [...(map[timer.state] ?? []), timer];
  return map;
}
