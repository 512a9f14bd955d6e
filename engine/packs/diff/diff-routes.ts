import { isJsonObject, type Json, own } from '../../core/json.ts';
import { formatAmount } from '../../core/money.ts';
import type { Locale, Text } from '../../core/text.ts';
import { type Form, fieldAt, formatAt, pathTitle } from '../../forms/index.ts';
import { leadsOn } from '../../workflow/decisions.ts';
import type { Workflow } from '../../workflow/workflow.ts';
import {
  compareRoutes,
  comparesAll,
  isSegment,
  type PointValue,
  type RouteChange,
  type RouteDifference,
} from '../compare-routes.ts';
import { guardAxes, OTHER_VALUE, type Segment } from '../guard-axes.ts';
import { appearance, behaviour, type Difference, inBoth, sameJson } from './entry.ts';
import { listWords, ruleWords } from './rule-words.ts';
import { stateTitle } from './workflow-words.ts';

/** What guards let through otherwise than before: found by sending values at the bounds of both versions through both. */
export function diffRoutes(before: Workflow, after: Workflow, form: Form): Difference[] {
  const differences = compareRoutes(before, after, form);
  const found = differences.flatMap((difference) => sentencesOf(difference, before, after, form));
  return [...found, ...unexplored(before, after, form, differences.length > 0)];
}

function sentencesOf(difference: RouteDifference, before: Workflow, after: Workflow, form: Form): Difference[] {
  const { change, along, range, values } = difference;
  const everywhere =
    Object.keys(values).length === 0 && (!range || (range.from === undefined && range.to === undefined));
  const titles = (steps: string[]) => listWords(steps.map((step) => own(after.steps, step)?.title ?? step));
  const when = whenWords(values, form);
  const params = {
    when,
    also: inBoth((locale) =>
      when[locale] === '' ? '' : locale === 'zh-CN' ? `（${when[locale]}）` : ` (when ${when[locale]})`,
    ),
    ...(along !== undefined &&
      range &&
      !everywhere && {
        field: inBoth((locale) => pathTitle(form, along, locale)),
        range: rangeWords(range, along, form),
      }),
  };
  const shape = everywhere ? 'always' : 'field' in params ? 'range' : 'when';
  const found: Difference[] = [];
  if (change.lost.length > 0)
    found.push(behaviour(`diff/route-lost-${shape}`, { ...params, steps: titles(change.lost) }));
  // That a step is new is told already; that it is for all of them needs no second sentence.
  const gained = everywhere ? change.gained.filter((step) => Object.hasOwn(before.steps, step)) : change.gained;
  if (gained.length > 0) found.push(behaviour(`diff/route-gained-${shape}`, { ...params, steps: titles(gained) }));
  if (change.end)
    found.push(behaviour(`diff/route-end-${shape}`, { ...params, ...endWords(change.end, before, after) }));
  return found;
}

function endWords(end: NonNullable<RouteChange['end']>, before: Workflow, after: Workflow) {
  const words = (workflow: Workflow, states: string[]): Text =>
    states.length === 0
      ? { en: 'nowhere', 'zh-CN': '无法结束' }
      : listWords(states.map((state) => stateTitle(workflow, state)));
  return { before: words(before, end.before), after: words(after, end.after) };
}

/** Which part of a field's values: a preposition in English, a clause in Chinese. */
function rangeWords({ from, to }: Segment, path: string, form: Form): { [L in Locale]: string } {
  return inBoth((locale) => {
    const show = (value: number | string) => boundText(value, path, form, locale);
    const chinese = locale === 'zh-CN';
    if (from === undefined) return chinese ? `不超过 ${show(to ?? '')} 时` : `of up to ${show(to ?? '')}`;
    if (to === undefined) return chinese ? `不低于 ${show(from)} 时` : `from ${show(from)} upwards`;
    const both = from === to ? show(from) : `${show(from)}–${show(to)}`;
    return chinese ? `为 ${both} 时` : `of ${both}`;
  });
}

// Money without its currency: two amounts side by side read better, and the field's title says what they are of.
function boundText(value: number | string, path: string, form: Form, locale: Locale): string {
  const type = fieldAt(form, path)?.json;
  if (typeof value === 'number' && type?.type === 'money') {
    return formatAmount(value, typeof type.currency === 'string' ? type.currency : 'CNY');
  }
  return formatAt(form, path, value, { locale, zone: 'UTC' }) || String(value);
}

/** "Purpose is Other", "用途为其他"; nothing without a condition. */
function whenWords(values: RouteDifference['values'], form: Form): { [L in Locale]: string } {
  return inBoth((locale) => {
    const chinese = locale === 'zh-CN';
    const show = (path: string, value: PointValue): string => {
      if (isSegment(value)) return stretchText(value, path, form, locale);
      if (value === OTHER_VALUE) return chinese ? '其他值' : 'anything else';
      return formatAt(form, path, value, { locale, zone: 'UTC' }) || String(value);
    };
    const parts = Object.entries(values).map(([path, some]) => {
      const shown = some.map((value) => show(path, value)).join(chinese ? '或' : ' or ');
      return chinese ? `${pathTitle(form, path, locale)}为${shown}` : `${pathTitle(form, path, locale)} is ${shown}`;
    });
    return parts.join(chinese ? '且' : ' and ');
  });
}

function stretchText({ from, to }: Segment, path: string, form: Form, locale: Locale): string {
  const show = (value: number | string) => boundText(value, path, form, locale);
  if (from === undefined) return `≤ ${show(to ?? '')}`;
  if (to === undefined) return `≥ ${show(from)}`;
  return from === to ? show(from) : `${show(from)}–${show(to)}`;
}

// Guards that were written otherwise: where nothing that could be tried goes another way, and where not all could be tried.
function unexplored(before: Workflow, after: Workflow, form: Form, told: boolean): Difference[] {
  const rulesOf = (workflow: Workflow) => {
    const found = new Map<string, Workflow['guards'][number]>();
    for (const guard of workflow.guards) {
      const transition = workflow.transitions.find(({ index }) => index === guard.transition);
      if (transition)
        found.set(`${transition.from} ${transition.kind} ${transition.on ?? ''} ${transition.targets.join()}`, guard);
    }
    return found;
  };
  const was = rulesOf(before);
  const everything = comparesAll(before, after, form);
  return [...rulesOf(after)].flatMap(([place, { rule, transition: index }]) => {
    const old = was.get(place)?.rule;
    if (!old || sameJson(old.json, rule.json)) return [];
    const tried = guardAxes([old.json, rule.json], form).map(({ path }) => path);
    const transition = after.transitions.find((each) => each.index === index);
    const whole =
      everything &&
      isWalked(transition) &&
      [...old.reads, ...rule.reads].every((path) => tried.includes(path)) &&
      !computes(old.json) &&
      !computes(rule.json);
    if (told && whole) return [];
    const params = {
      from: stateTitle(after, transition?.from ?? ''),
      to: listWords((transition?.targets ?? []).map((target) => stateTitle(after, target))),
      before: ruleWords(old, form),
      after: ruleWords(rule, form),
    };
    return [whole ? appearance('diff/guard-rewritten', params) : behaviour('diff/guard-changed', params)];
  });
}

// Only the ways of those who agree are walked: of other decisions and of deadlines nothing is known to be the same.
function isWalked(transition: Workflow['transitions'][number] | undefined): boolean {
  if (transition?.kind === 'always') return true;
  return transition?.kind === 'event' && leadsOn(transition.on ?? '');
}

// Values computed on the way to a comparison have bounds of their own, which trying constants does not meet.
const plain = new Set(['var', 'and', 'or', '!', '!!', 'if', '==', '!=', '<', '<=', '>', '>=', 'between', 'in']);
function computes(json: Json): boolean {
  if (Array.isArray(json)) return json.some(computes);
  return (
    isJsonObject(json) && Object.entries(json).some(([operator, operand]) => !plain.has(operator) || computes(operand))
  );
}
