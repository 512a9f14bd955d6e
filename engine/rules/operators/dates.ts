import { addWorkingDays, presuming, workingDaysBetween } from '../../core/calendar.ts';
import { dayOf, diffDays, diffMonths, isDate, monthOf, yearOf } from '../../core/dates.ts';
import { addDuration, type Duration, parseDuration } from '../../core/durations.ts';
import type { Locale } from '../../core/text.ts';
import { dateIn, instantMs } from '../../core/zones.ts';
import type { CallNode, Node } from '../rule.ts';
import type { RuleType, TypeKind } from '../rule-type.ts';
import type { Run } from '../run.ts';
import { zh } from '../speech.ts';
import { type Checking, type OperandInfo, type Operator, rank, type Saying } from './operator.ts';
import { failure, ofOne, ofTwo } from './present.ts';

const date: RuleType = { kind: 'date' };
const dateTime: RuleType = { kind: 'date-time' };
const number: RuleType = { kind: 'number' };
const duration: RuleType = { kind: 'duration' };
const times: readonly TypeKind[] = ['date', 'date-time'];
const dateUnits = ['days', 'weeks', 'months', 'years'] as const;
const units = [...dateUnits, 'hours', 'minutes'] as const;
type Unit = (typeof units)[number];

const operand = (more: Partial<OperandInfo> = {}): OperandInfo => ({
  name: { en: 'date', 'zh-CN': '日期' },
  types: times,
  ...more,
});
const unit: OperandInfo = { name: { en: 'unit', 'zh-CN': '单位' }, types: ['text'], optional: true };

// A date or a date-time; a text written out is read as whichever of the two it is.
function time(call: Checking, index: number): Node {
  const node = call.operand(index);
  if (node.kind === 'literal' && typeof node.value === 'string')
    return call.adapt(node, node.value.length > 10 ? dateTime : date);
  return node.type.kind === 'unknown' ? call.adapt(node, date) : call.among(node, times);
}

function constant(
  name: 'today' | 'now',
  label: { en: string; 'zh-CN': string },
  type: RuleType & { kind: TypeKind },
  read: (run: Run) => string,
): Operator {
  return {
    name,
    group: 'date',
    label,
    operands: [],
    result: type.kind,
    check: () => ({ type, operands: [] }),
    compile: () => read,
    describe: (_, say) => ({ text: label[say.locale], rank: rank.atom }),
  };
}

const today = constant('today', { en: 'today', 'zh-CN': '今天' }, date, (run) => run.today());
const now = constant('now', { en: 'now', 'zh-CN': '当前时间' }, dateTime, (run) => run.environment.now);

const NAMES: { [U in Unit]: { en: string; 'zh-CN': string } } = {
  days: { en: 'days', 'zh-CN': '天' },
  weeks: { en: 'weeks', 'zh-CN': '周' },
  months: { en: 'months', 'zh-CN': '个月' },
  years: { en: 'years', 'zh-CN': '年' },
  hours: { en: 'hours', 'zh-CN': '小时' },
  minutes: { en: 'minutes', 'zh-CN': '分钟' },
};

function inUnit(amount: number, of: Unit): Duration {
  const whole = Math.trunc(amount);
  return {
    months: of === 'months' ? whole : of === 'years' ? whole * 12 : 0,
    days: of === 'days' ? whole : of === 'weeks' ? whole * 7 : 0,
    ms: of === 'hours' ? whole * 3_600_000 : of === 'minutes' ? whole * 60_000 : 0,
    working: false,
  };
}

function unitOf(call: CallNode): Unit {
  const named = call.operands[2];
  return units.find((word) => named?.kind === 'literal' && named.value === word) ?? 'days';
}

const dateAdd: Operator = {
  name: 'date-add',
  group: 'date',
  label: { en: 'later by', 'zh-CN': '之后' },
  operands: [
    operand(),
    { name: { en: 'duration or number', 'zh-CN': '时长或数量' }, types: ['duration', 'number'] },
    unit,
  ],
  result: 'same',
  check: (call) => {
    const start = time(call, 0);
    const amount = call.operand(1);
    const isNumber = amount.type.kind === 'number' || (call.count > 2 && amount.type.kind === 'unknown');
    const by = call.adapt(amount, isNumber ? number : duration);
    if (by.kind === 'literal' && typeof by.value === 'string') checkDuration(call, by.value, start.type, by);
    if (call.count < 3) return { type: start.type, operands: [start, by], ...like(start) };
    if (!isNumber) call.refuse('rule/operand-count', call.at, { operator: 'date-add', expected: '2', found: 3 });
    call.word(2, start.type.kind === 'date' ? dateUnits : units);
    return { type: start.type, operands: [start, by, call.operand(2)], ...like(start) };
  },
  compile: (call, operands) => {
    const of = unitOf(call);
    return ofTwo<string, string | number>(operands, (start, by, run) => {
      const length = typeof by === 'number' ? inUnit(by, of) : parseDuration(by);
      const moved = length && !length.working ? addDuration(start, length, run.environment.zone) : undefined;
      if (moved === undefined) throw failure(call, 'rule/date-range');
      return moved;
    });
  },
  describe: (call, say) => {
    const [start, by] = call.operands as [Node, Node];
    const from = say.operand(start);
    const back = by.kind === 'literal' && String(by.value).startsWith('-');
    const span = spanWords(by, unitOf(call), say);
    const [en, han] = back ? ['before', '之前'] : ['after', '之后'];
    return { text: say.pick(`${span} ${en} ${from}`, zh`${from}${han}${span}`), rank: rank.sum };
  },
};

// "7 days": without its sign, which says before or after.
function spanWords(by: Node, of: Unit, say: Saying): string {
  const value = by.kind === 'literal' ? by.value : undefined;
  if (typeof value === 'number') return countWords(Math.abs(value), of, say.locale);
  if (typeof value === 'string') return durationWords(value.replace('-', ''), say.locale);
  return by.type.kind === 'number'
    ? say.pick(`${say.operand(by)} ${NAMES[of].en}`, zh`${say.operand(by)}${NAMES[of]['zh-CN']}`)
    : say.operand(by);
}

function like(node: Node) {
  return node.like === undefined ? {} : { like: node.like };
}

// A date takes no hours, and working time has operators of its own.
function checkDuration(call: Checking, text: string, start: RuleType, at: Node): void {
  const parsed = parseDuration(text);
  if (!parsed || (!parsed.working && (parsed.ms === 0 || start.kind === 'date-time'))) return;
  const expected = parsed.working
    ? { en: 'a duration without "/work" (see add-working-days)', 'zh-CN': '不带“/work”的时长（参见 add-working-days）' }
    : { en: 'a duration in days, weeks, months or years', 'zh-CN': '以天、周、月或年计的时长' };
  call.refuse('rule/literal', at.at, { found: text, expected });
}

function durationWords(text: string, locale: Locale): string {
  const parsed = parseDuration(text);
  if (!parsed) return text;
  const parts: [number, Unit][] = [
    [Math.trunc(parsed.months / 12), 'years'],
    [parsed.months % 12, 'months'],
    [parsed.days, 'days'],
    [Math.trunc(parsed.ms / 3_600_000), 'hours'],
    [Math.trunc(parsed.ms / 60_000) % 60, 'minutes'],
  ];
  const words = parts.filter(([count]) => count !== 0).map(([count, of]) => countWords(count, of, locale));
  return words.join(' ') || countWords(0, 'days', locale);
}

function countWords(count: number, of: Unit, locale: Locale): string {
  const name = NAMES[of][locale];
  return `${count} ${locale === 'en' && Math.abs(count) === 1 ? name.slice(0, -1) : name}`;
}

const dateDiff: Operator = {
  name: 'date-diff',
  group: 'date',
  label: { en: 'time from … to …', 'zh-CN': '相隔' },
  operands: [operand({ name: { en: 'from', 'zh-CN': '从' } }), operand({ name: { en: 'to', 'zh-CN': '到' } }), unit],
  result: 'number',
  check: (call) => {
    const { nodes, type } = call.unify([time(call, 0), time(call, 1)]);
    if (call.count < 3) return { type: number, operands: nodes };
    call.word(2, type.kind === 'date-time' ? units : dateUnits);
    return { type: number, operands: [...nodes, call.operand(2)] };
  },
  compile: (call, operands) => {
    const of = unitOf(call);
    return ofTwo<string, string>(operands, (from, to, run) => elapsed(from, to, of, run.environment.zone));
  },
  describe: (call, say) => {
    const [from, to] = call.operands.map((node) => say.operand(node)) as [string, string];
    const name = NAMES[unitOf(call)];
    return {
      text: say.pick(`the ${name.en} from ${from} to ${to}`, zh`${from}到${to}的${name['zh-CN'].replace('个', '')}数`),
      rank: rank.product,
    };
  },
};

// Whole units, towards zero. Of date-times, days and months are those of the zone's calendar, hours and minutes of the clock.
function elapsed(from: string, to: string, of: Unit, zone: string): number {
  if (of === 'hours' || of === 'minutes')
    return Math.trunc((instantMs(to) - instantMs(from)) / (of === 'hours' ? 3_600_000 : 60_000)) || 0;
  const [start, end] = isDate(from) ? [from, to] : [dateIn(zone, from), dateIn(zone, to)];
  if (of === 'days') return diffDays(start, end);
  if (of === 'weeks') return Math.trunc(diffDays(start, end) / 7) || 0;
  const months = diffMonths(start, end);
  return of === 'months' ? months : Math.trunc(months / 12) || 0;
}

const workingDays: Operator = {
  name: 'working-days-between',
  group: 'date',
  label: { en: 'working days between', 'zh-CN': '工作日数' },
  operands: [
    operand({ types: ['date'], name: { en: 'from', 'zh-CN': '从' } }),
    operand({ types: ['date'], name: { en: 'to', 'zh-CN': '到' } }),
  ],
  result: 'number',
  check: (call) => ({ type: number, operands: [call.adapt(call.operand(0), date), call.adapt(call.operand(1), date)] }),
  compile: (call, operands) =>
    ofTwo<string, string>(operands, (from, to, run) => {
      run.spendSteps(Math.abs(diffDays(from, to)) >> 3, call.at);
      const found = workingDaysBetween(from, to, presuming(run.environment.calendar));
      if (!found.ok) throw failure(call, 'rule/date-range');
      return found.value;
    }),
  describe: (call, say) => {
    const [from, to] = call.operands.map((node) => say.operand(node)) as [string, string];
    return {
      text: say.pick(`the working days from ${from} to ${to}`, zh`${from}到${to}的工作日数`),
      rank: rank.product,
    };
  },
};

const addWorking: Operator = {
  name: 'add-working-days',
  group: 'date',
  label: { en: 'working days after', 'zh-CN': '个工作日之后' },
  operands: [operand({ types: ['date'] }), { name: { en: 'working days', 'zh-CN': '工作日数' }, types: ['number'] }],
  result: 'date',
  check: (call) => {
    const start = call.adapt(call.operand(0), date);
    return { type: date, operands: [start, call.adapt(call.operand(1), number)], ...like(start) };
  },
  compile: (call, operands) =>
    ofTwo<string, number>(operands, (start, days, run) => {
      run.spendSteps(Math.abs(Math.trunc(days)) >> 3, call.at);
      const found = addWorkingDays(start, Math.trunc(days), presuming(run.environment.calendar));
      if (!found.ok) throw failure(call, 'rule/date-range');
      return found.value;
    }),
  describe: (call, say) => {
    const [start, days] = call.operands.map((node) => say.operand(node)) as [string, string];
    return { text: say.pick(`${days} working days after ${start}`, zh`${start}之后${days}个工作日`), rank: rank.sum };
  },
};

function partOf(
  name: 'year' | 'month' | 'day',
  label: { en: string; 'zh-CN': string },
  read: (date: string) => number,
): Operator {
  return {
    name,
    group: 'date',
    label,
    operands: [operand()],
    result: 'number',
    check: (call) => ({ type: number, operands: [time(call, 0)] }),
    compile: (_, operands) =>
      ofOne<string>(operands, (value, run) => read(isDate(value) ? value : dateIn(run.environment.zone, value))),
    describe: (call, say) => {
      const value = say.operand(call.operands[0] as Node);
      return { text: say.pick(`the ${label.en} of ${value}`, zh`${value}的${label['zh-CN']}`), rank: rank.product };
    },
  };
}

const year = partOf('year', { en: 'year', 'zh-CN': '年份' }, yearOf);
const month = partOf('month', { en: 'month', 'zh-CN': '月份' }, monthOf);
const day = partOf('day', { en: 'day of the month', 'zh-CN': '日' }, dayOf);

export const dates: readonly Operator[] = [today, now, dateAdd, dateDiff, workingDays, addWorking, year, month, day];
