import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type JsonObject } from '../core/json.ts';
import { matchSchema } from '../core/json-schema.ts';
import { didYouMean } from '../core/names.ts';
import { pointer } from '../core/pointer.ts';
import { fail, type Result, unlessIssues } from '../core/result.ts';
import { type Form, fieldAt } from '../forms/index.ts';
import { addRevision } from './add-revision.ts';
import { caseScope } from './case-scope.ts';
import { toMachine } from './machine.ts';
import { notSupported } from './not-supported.ts';
import { type Parsing, refuse } from './parsing.ts';
import { objectOf, stringOf, stringsOf, textOf, wordOf } from './raw.ts';
import { readChart } from './read-chart.ts';
import { readableWorkflowSchema } from './schema.ts';
import type { ChartTimer, ExternalEvent, Withdraw, Workflow } from './workflow.ts';

/** What a workflow refers to. `roles`: the keys of all roles, undefined when they are not known (then they are not checked). */
export type WorkflowLinks = {
  form(key: string): Form | undefined;
  roles: readonly string[] | undefined;
  template(key: string): boolean;
};

/** Unknown JSON → workflow, or every issue found (paths are pointers into `json`). */
export function parseWorkflow(json: unknown, links: WorkflowLinks): Result<Workflow> {
  if (!isJsonObject(json)) return { ok: false, issues: matchSchema(readableWorkflowSchema, json as never) };
  const left = notSupported(json);
  const shape = matchSchema(readableWorkflowSchema, json);
  const issues: Issue[] = [...left];
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
  const no = stringOf(json.no);
  const revision = addRevision(steps, initial, parsing);
  issues.push(...shape.filter((found) => !saidBetter(found, issues)));
  if (issues.some(({ severity }) => severity === 'error')) return { ok: false, issues };
  const workflow: Omit<Workflow, 'machine'> = {
    key: stringOf(json.key) ?? '',
    title: textOf(json.title) ?? '',
    ...(textOf(json.description) === undefined ? {} : { description: textOf(json.description) }),
    form: formKey,
    start: { on: 'create', roles: stringsOf(objectOf(json.start).roles) },
    ...(no === undefined ? {} : { no }),
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

// What is refused by name, and names of states and events, are told more closely than the schema can.
function saidBetter(found: Issue, issues: readonly Issue[]): boolean {
  return issues.some(
    ({ code, path }) =>
      (code === 'workflow/not-supported' && found.path.startsWith(path)) ||
      (found.code === 'definition/name' && found.path === path),
  );
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
