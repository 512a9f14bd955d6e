import { type Issue, issue, warning } from '../core/issue.ts';
import type { Locale } from '../core/text.ts';
import { type Form, formatAt, pathTitle } from '../forms/index.ts';
import { type Environment, holds, type Rule } from '../rules/index.ts';
import { caseScope } from './case-scope.ts';
import { rootOf, type Sample, samplesFor } from './guard-samples.ts';
import type { Guard, Transition, Workflow } from './workflow.ts';

const ZONE = 'Asia/Shanghai';
const nowhere: Environment = {
  data: {},
  now: '2026-01-05T04:00:00.000Z',
  zone: ZONE,
  organisation: { isInUnit: () => false, hasRole: () => false },
  calendar: { isWorkday: () => true, hours: { from: 540, to: 1080 } },
};

/** Conditions that are tried one after the other: cases for which none holds, and conditions that never decide or compete. */
export function checkGuards(workflow: Workflow, form: Form): Issue[] {
  const groups = new Map<string, Transition[]>();
  for (const transition of workflow.transitions) {
    const key = `${transition.from} ${transition.kind} ${transition.on ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), transition]);
  }
  return [...groups.values()].flatMap((group) => groupIssues(workflow, form, group));
}

function groupIssues(workflow: Workflow, form: Form, group: Transition[]): Issue[] {
  const open = group.findIndex(({ guard }) => guard === undefined);
  const tried = open < 0 ? group : group.slice(0, open);
  const guards = tried.flatMap(({ guard }) => (guard === undefined ? [] : [workflow.guards[guard] as Guard]));
  const [first] = group;
  if (!first || guards.length === 0) return [];
  const samples = samplesFor(
    guards.map(({ rule }) => rule),
    caseScope(form),
    form,
  );
  // Without samples nothing can be shown; at run time a case that finds no way becomes an incident.
  if (!samples) return [];
  const table = samples.map((sample) => ({ sample, held: guards.map(({ rule }) => holdsFor(rule, sample)) }));
  const issues = pairIssues(workflow, form, guards, table);
  const gap = open < 0 && mustGoOn(workflow, first) ? table.find(({ held }) => !held.includes(true)) : undefined;
  if (gap)
    issues.push(
      issue('workflow/guard-gap', first.pointer, {
        event: first.on ?? first.kind,
        state: first.from,
        example: tell(gap.sample, form),
        values: Object.fromEntries([...gap.sample].map(([path, value]) => [path, value ?? null])),
      }),
    );
  return issues;
}

function holdsFor(rule: Rule, sample: Sample): boolean {
  return holds(rule, { ...nowhere, data: rootOf(sample) }).holds;
}

// A decision that nothing takes leaves the case stuck. An outside event is refused instead, and a timer may come to nothing.
function mustGoOn(workflow: Workflow, { kind, on, from }: Transition): boolean {
  if (kind === 'done') return true;
  if (kind === 'always')
    return (
      workflow.states[from]?.kind === 'atomic' &&
      workflow.states[from]?.step === undefined &&
      !workflow.transitions.some((other) => other.from === from && other.kind !== 'always')
    );
  if (kind !== 'event' || on === undefined || on === 'withdraw' || Object.hasOwn(workflow.events, on)) return false;
  // What a state does not take itself, the states that hold it may.
  return !workflow.transitions.some(
    (other) =>
      other.kind === 'event' &&
      other.on === on &&
      other.guard === undefined &&
      (other.from === '' ? from !== '' : from.startsWith(`${other.from}.`)),
  );
}

type Table = { sample: Sample; held: boolean[] }[];

function pairIssues(workflow: Workflow, form: Form, guards: Guard[], table: Table): Issue[] {
  return guards.flatMap((guard, later) => {
    const own = table.filter(({ held }) => held[later]);
    if (own.length === 0) return [];
    const shadowed = own.every(({ held }) => held.slice(0, later).includes(true));
    if (shadowed) return [warning('workflow/guard-never', guard.pointer, { example: tell(own[0]?.sample, form) })];
    return guards.slice(0, later).flatMap((before, index) => {
      const both = own.find(({ held }) => held[index]);
      const subset = table.every(({ held }) => !held[index] || held[later]);
      const targets = (one: Guard) => workflow.transitions[one.transition]?.targets.join('+') ?? '';
      // The special case before the general one is how such lists are written.
      if (!both || subset || targets(before) === targets(guard)) return [];
      return [
        warning('workflow/guard-overlap', guard.pointer, {
          example: tell(both.sample, form),
          taken: targets(before),
          other: targets(guard),
        }),
      ];
    });
  });
}

/** "Amount is 50,000.00, Category is empty". */
function tell(sample: Sample | undefined, form: Form): { en: string; 'zh-CN': string } {
  const said = (locale: Locale) =>
    [...(sample ?? [])]
      .map(([path, value]) => {
        const title = pathTitle(form, path, locale);
        if (value === undefined) return locale === 'zh-CN' ? `${title}为空` : `${title} is empty`;
        const text = formatAt(form, path, value, { locale, zone: ZONE });
        return locale === 'zh-CN' ? `${title}为 ${text}` : `${title} is ${text}`;
      })
      .join(locale === 'zh-CN' ? '，' : ' and ');
  return { en: said('en'), 'zh-CN': said('zh-CN') };
}
