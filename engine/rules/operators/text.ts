import type { Json } from '../../core/json.ts';
import { moneyText } from '../../core/money.ts';
import { type Filter, nothing } from '../filter.ts';
import type { CallNode, Node } from '../rule.ts';
import type { RuleType, TypeKind } from '../rule-type.ts';
import { typeName } from '../rule-type.ts';
import type { Run } from '../run.ts';
import { zh } from '../speech.ts';
import { type Checking, type OperandInfo, type Operator, rank, type Saying, type Trace } from './operator.ts';
import { ofOne, ofTwo } from './present.ts';

const textType: RuleType = { kind: 'text' };
const number: RuleType = { kind: 'number' };
const operand = (more: Partial<OperandInfo> = {}): OperandInfo => ({
  name: { en: 'text', 'zh-CN': '文本' },
  types: ['text'],
  ...more,
});
const texts = (call: Checking, count = call.count): Node[] =>
  Array.from({ length: count }, (_, index) => call.adapt(call.operand(index), textType));

function spend(call: CallNode, run: Run, text: string): string {
  run.spendChars(text.length, call.at);
  return text;
}

// Looking into a long text costs with its length.
function look(call: CallNode, run: Run, text: string): void {
  run.spendSteps(text.length >> 6, call.at);
}

const joinable: readonly TypeKind[] = ['text', 'number', 'money', 'boolean', 'date', 'date-time'];

const cat: Operator = {
  name: 'cat',
  group: 'text',
  label: { en: 'joined', 'zh-CN': '拼接' },
  operands: [{ name: { en: 'part', 'zh-CN': '部分' }, types: joinable, repeat: true }],
  result: 'text',
  check: (call) => {
    const operands = Array.from({ length: call.count }, (_, index) => call.among(call.operand(index), joinable));
    for (const { type, at } of operands) {
      if (type.kind === 'money' && !type.currency)
        call.refuse('rule/operand-type', at, { operator: 'cat', expected: typeName(textType), found: typeName(type) });
    }
    return { type: textType, operands };
  },
  // A missing part adds nothing; amounts are written in major units.
  compile: (call, operands) => {
    const currencies = call.operands.map(({ type }) => (type.kind === 'money' ? type.currency : undefined));
    return (run) => {
      let whole = '';
      for (let index = 0; index < operands.length; index++) {
        const value = operands[index]?.(run);
        if (value !== undefined) whole += spend(call, run, partText(value, currencies[index]));
      }
      return whole;
    };
  },
  describe: (call, say) => ({ text: call.operands.map((node) => say.operand(node)).join(' & '), rank: rank.sum }),
};

function partText(value: Json, currency: string | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return '';
  return currency && typeof value === 'number' ? moneyText(value, currency) : String(value);
}

const substr: Operator = {
  name: 'substr',
  group: 'text',
  label: { en: 'part of', 'zh-CN': '截取' },
  operands: [
    operand(),
    {
      name: { en: 'from (0 is the first; negative counts from the end)', 'zh-CN': '起始（0 为首字，负数从末尾数）' },
      types: ['number'],
    },
    {
      name: { en: 'length (negative leaves off the end)', 'zh-CN': '长度（负数为去掉末尾）' },
      types: ['number'],
      optional: true,
    },
  ],
  result: 'text',
  check: (call) => {
    const text = call.adapt(call.operand(0), textType);
    const numbers = Array.from({ length: call.count - 1 }, (_, index) => call.adapt(call.operand(index + 1), number));
    return { type: textType, operands: [text, ...numbers] };
  },
  compile: (call, operands) => {
    const [text, from, length] = operands;
    return (run) => {
      const values = [text?.(run), from?.(run), length ? length(run) : 0];
      if (values.some((value) => value === undefined)) return undefined;
      const [whole, start, count] = values as [string, number, number];
      look(call, run, whole);
      return spend(call, run, cut(whole, Math.trunc(start), length ? Math.trunc(count) : undefined));
    };
  },
  describe: (call, say) => {
    const [text, from, length] = call.operands.map((node) => say.operand(node)) as [string, string, string | undefined];
    const [en, han] = length === undefined ? ['', ''] : [`, ${length} characters`, zh`，共${length}个字`];
    return {
      text: say.pick(`part of ${text} from ${from}${en}`, zh`${text}中自第${from}个字起的部分${han}`),
      rank: rank.product,
    };
  },
};

// By characters as people count them, so that none is cut in half.
function cut(text: string, from: number, count: number | undefined): string {
  const characters = [...text];
  const start = from < 0 ? Math.max(0, characters.length + from) : from;
  const end = count === undefined ? characters.length : count < 0 ? characters.length + count : start + count;
  return characters.slice(start, Math.max(start, end)).join('');
}

type Words = { en: string; 'zh-CN': string };

function changing(
  name: string,
  label: Words,
  change: (text: string) => string,
  words: (text: string) => Words,
): Operator {
  return {
    name,
    group: 'text',
    label,
    operands: [operand()],
    result: 'text',
    check: (call) => ({ type: textType, operands: texts(call) }),
    compile: (call, operands) => ofOne<string>(operands, (text, run) => spend(call, run, change(text))),
    describe: (call, say) => ({ text: words(say.operand(call.operands[0] as Node))[say.locale], rank: rank.product }),
  };
}

const upper = changing(
  'upper',
  { en: 'upper case', 'zh-CN': '转大写' },
  (text) => text.toUpperCase(),
  (text) => ({ en: `${text} in upper case`, 'zh-CN': zh`${text}转大写` }),
);
const lower = changing(
  'lower',
  { en: 'lower case', 'zh-CN': '转小写' },
  (text) => text.toLowerCase(),
  (text) => ({ en: `${text} in lower case`, 'zh-CN': zh`${text}转小写` }),
);
const trim = changing(
  'trim',
  { en: 'trimmed', 'zh-CN': '去首尾空格' },
  (text) => text.trim(),
  (text) => ({ en: `${text} trimmed`, 'zh-CN': zh`${text}去首尾空格` }),
);

const length: Operator = {
  name: 'length',
  group: 'text',
  label: { en: 'length', 'zh-CN': '长度' },
  operands: [{ name: { en: 'text or list', 'zh-CN': '文本或列表' }, types: ['text', 'list'] }],
  result: 'number',
  check: (call) => {
    const node = call.among(call.operand(0), ['text', 'list']);
    return { type: number, operands: [node.type.kind === 'unknown' ? call.adapt(node, textType) : node] };
  },
  // An absent list is an empty one; an absent text has no length.
  compile: (call, [operand]) => {
    const isList = call.operands[0]?.type.kind === 'list';
    return (run) => {
      const value = operand?.(run);
      if (Array.isArray(value)) return value.length;
      if (typeof value !== 'string') return isList ? 0 : undefined;
      look(call, run, value);
      return [...value].length;
    };
  },
  describe: (call, say) => {
    const operand = call.operands[0] as Node;
    const value = say.operand(operand);
    const [en, han] = operand.type.kind === 'list' ? ['number of', '的项数'] : ['length of', '的字数'];
    return { text: say.pick(`the ${en} ${value}`, zh`${value}${han}`), rank: rank.product };
  },
};

type Sentence = (text: string, part: string) => Words;

// The missing text contains nothing and begins with nothing.
function asking(
  name: string,
  label: Words,
  says: { holds: Sentence; fails: Sentence },
  test: (text: string, part: string) => boolean,
  query?: (path: string, part: string) => Filter | undefined,
): Operator {
  return {
    name,
    group: 'text',
    label,
    operands: [operand(), operand({ name: { en: 'part', 'zh-CN': '部分' } })],
    result: 'boolean',
    check: (call) => ({ type: { kind: 'boolean' }, operands: texts(call) }),
    compile: (call, operands) => {
      const found = ofTwo<string, string>(operands, (text, part, run) => {
        look(call, run, text);
        return test(text, part);
      });
      return (run) => found(run) === true;
    },
    query: (call, ask) => {
      const path = ask.field(call.operands[0] as Node);
      const part = ask.constant(call.operands[1] as Node);
      if (path === undefined || !part || !query) return ask.refuse(call);
      return typeof part.value === 'string' ? (query(path, part.value) ?? ask.refuse(call)) : nothing;
    },
    describe: (call, say: Saying) => {
      const [text, part] = call.operands.map((node) => say.operand(node)) as [string, string];
      return { text: says.holds(text, part)[say.locale], rank: rank.comparison };
    },
    explain: (trace, tell) => {
      const [text, part] = trace.operands as [Trace, Trace | undefined];
      if (text.value === undefined || part?.value === undefined) {
        const name = tell.name(text.value === undefined ? text : (part ?? text));
        return { text: tell.pick(`${name} is empty`, zh`${name}为空`), rank: rank.comparison };
      }
      const sentence = trace.value === true ? says.holds : says.fails;
      return { text: sentence(tell.named(text), tell.value(part))[tell.locale], rank: rank.comparison };
    },
  };
}

const contains = asking(
  'contains',
  { en: 'contains', 'zh-CN': '包含' },
  {
    holds: (text, part) => ({ en: `${text} contains ${part}`, 'zh-CN': zh`${text}包含${part}` }),
    fails: (text, part) => ({ en: `${text} does not contain ${part}`, 'zh-CN': zh`${text}不包含${part}` }),
  },
  (text, part) => text.includes(part),
);
const startsWith = asking(
  'starts-with',
  { en: 'begins with', 'zh-CN': '开头为' },
  {
    holds: (text, part) => ({ en: `${text} begins with ${part}`, 'zh-CN': zh`${text}以${part}开头` }),
    fails: (text, part) => ({ en: `${text} does not begin with ${part}`, 'zh-CN': zh`${text}不以${part}开头` }),
  },
  (text, part) => text.startsWith(part),
  prefixRange,
);
const endsWith = asking(
  'ends-with',
  { en: 'ends with', 'zh-CN': '结尾为' },
  {
    holds: (text, part) => ({ en: `${text} ends with ${part}`, 'zh-CN': zh`${text}以${part}结尾` }),
    fails: (text, part) => ({ en: `${text} does not end with ${part}`, 'zh-CN': zh`${text}不以${part}结尾` }),
  },
  (text, part) => text.endsWith(part),
);

// Texts that begin with a part lie from it up to the part whose last character is the next one: a range, in every order
// of characters that goes by code points or by UTF-16 units. There is none next to a surrogate or after the last character.
function prefixRange(path: string, part: string): Filter | undefined {
  const characters = [...part];
  const last = characters.pop()?.codePointAt(0);
  if (last === undefined) return { [path]: { $gte: '' } };
  const next = last + 1;
  const isSingle = last < 0xd7ff;
  const isPair = last >= 0x10000 && (next & 0x3ff) !== 0;
  if (!isSingle && !isPair) return undefined;
  return { [path]: { $gte: part, $lt: characters.join('') + String.fromCodePoint(next) } };
}

export const text: readonly Operator[] = [cat, contains, startsWith, endsWith, length, substr, upper, lower, trim];
