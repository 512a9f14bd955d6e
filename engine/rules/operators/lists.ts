import type { Json } from '../../core/json.ts';
import { allOf, type Filter, hasElements, noneOf } from '../filter.ts';
import type { CallNode, Node } from '../rule.ts';
import type { RuleType } from '../rule-type.ts';
import type { Evaluator } from '../run.ts';
import { zh } from '../speech.ts';
import {
  type Checked,
  type Checking,
  type Operator,
  type Querying,
  rank,
  type Saying,
  type Telling,
  type Trace,
} from './operator.ts';
import { listInfo, listOperand, rowInfo, walk } from './rows.ts';
import { totals } from './totals.ts';

const boolean: RuleType = { kind: 'boolean' };

// Two words for how a test over rows reads, holding and failing.
type Words = { en: string; 'zh-CN': string };
type Test = {
  name: string;
  label: Words;
  over: Words;
  empty: boolean;
  until: boolean;
  query(path: string, body: Node, ask: Querying): Filter;
};

function checkTest(call: Checking): Checked {
  const list = listOperand(call);
  return {
    type: boolean,
    operands: [list, call.adapt(call.body(1, list), boolean)],
    ...(list.like === undefined ? {} : { like: list.like }),
  };
}

/** `some`, `all`, `none`: stops at the first element whose answer is `until`; `empty` is the answer for no elements. */
function testOver({ name, label, over, empty, until, query }: Test): Operator {
  return {
    name,
    group: 'list',
    label,
    operands: [listInfo, rowInfo],
    result: 'boolean',
    check: checkTest,
    compile: (call, operands) => (run) => {
      let any = false;
      let met = false;
      walk(call, operands, (value) => {
        any = true;
        met = (value === true) === until;
        return met;
      })(run);
      if (!any) return empty;
      return name === 'some' ? met : !met;
    },
    query: (call, ask) => {
      const [list, body] = call.operands as [Node, Node];
      const path = ask.field(list);
      return path === undefined ? ask.refuse(call) : query(path, body, ask);
    },
    describe: (call, say) => {
      const [list, body] = call.operands as [Node, Node];
      const [of, what] = [say.operand(list), say.condition(body, rank.choice)];
      return { text: say.pick(`${over.en} ${of}: ${what}`, zh`${of}${over['zh-CN']}：${what}`), rank: rank.choice };
    },
    explain: (trace, tell) => explainTest(trace, name, until, tell),
  };
}

function explainTest(trace: Trace, name: string, until: boolean, tell: Telling) {
  const [list, ...rows] = trace.operands;
  const of = list ? tell.name(list) : '';
  const last = rows.at(-1);
  if (!last) return { text: tell.pick(`${of} is empty`, zh`${of}为空`), rank: rank.comparison };
  const isDecided = (last.value === true) === until;
  if (isDecided) return { text: tell.reason(last), rank: rank.and };
  return name === 'all'
    ? {
        text: tell.pick(`every entry of ${of} meets the condition`, zh`${of}的每一项都满足条件`),
        rank: rank.comparison,
      }
    : { text: tell.pick(`no entry of ${of} meets the condition`, zh`${of}没有一项满足条件`), rank: rank.comparison };
}

const some = testOver({
  name: 'some',
  label: { en: 'at least one', 'zh-CN': '至少一项' },
  over: { en: 'at least one entry of', 'zh-CN': '中至少一项' },
  empty: false,
  until: true,
  query: (path, body, ask) => ask.element(path, body, true),
});

const none = testOver({
  name: 'none',
  label: { en: 'none', 'zh-CN': '没有一项' },
  over: { en: 'no entry of', 'zh-CN': '中没有一项' },
  empty: true,
  until: true,
  query: (path, body, ask) => noneOf(ask.element(path, body, true)),
});

// As in JSON-Logic, `all` of nothing is false: absence satisfies no condition.
const all = testOver({
  name: 'all',
  label: { en: 'all', 'zh-CN': '每一项' },
  over: { en: 'every entry of', 'zh-CN': '中每一项' },
  empty: false,
  until: false,
  query: (path, body, ask) => allOf([hasElements(path), noneOf(ask.element(path, body, false))]),
});

const filter: Operator = {
  name: 'filter',
  group: 'list',
  label: { en: 'entries where', 'zh-CN': '筛选' },
  operands: [listInfo, rowInfo],
  result: 'list',
  check: (call) => {
    const { operands, like } = checkTest(call);
    return { type: (operands[0] as Node).type, operands, ...(like === undefined ? {} : { like }) };
  },
  compile: (call, operands) => (run) => {
    const kept: Json[] = [];
    walk(call, operands, (value, item) => {
      if (value === true) kept.push(item);
      return false;
    })(run);
    return kept;
  },
  describe: (call, say) => {
    const [list, body] = call.operands as [Node, Node];
    const [of, what] = [say.operand(list), say.condition(body, rank.choice)];
    return { text: say.pick(`the entries of ${of} where ${what}`, zh`${of}中满足“${what}”的项`), rank: rank.product };
  },
};

const map: Operator = {
  name: 'map',
  group: 'list',
  label: { en: 'each', 'zh-CN': '逐项取值' },
  operands: [listInfo, rowInfo],
  result: 'list',
  check: (call) => {
    const list = listOperand(call);
    const body = call.body(1, list);
    return {
      type: { kind: 'list', of: body.type },
      operands: [list, body],
      ...(body.like === undefined ? {} : { like: body.like }),
    };
  },
  compile: (call, operands) => (run) => {
    const made: Json[] = [];
    walk(call, operands, (value) => {
      made.push(value ?? null);
      return false;
    })(run);
    run.spendCells(made.length, call.at);
    return made;
  },
  describe: (call, say) => ({ text: ofEach(call, say), rank: rank.product }),
};

function ofEach(call: CallNode, say: Saying): string {
  const [list, body] = call.operands as [Node, Node];
  const [of, what] = [say.operand(list), say.operand(body, rank.sum)];
  return say.pick(`${what} of each entry of ${of}`, zh`${of}各项的${what}`);
}

const count: Operator = {
  name: 'count',
  group: 'list',
  label: { en: 'number of entries', 'zh-CN': '项数' },
  operands: [listInfo, { ...rowInfo, optional: true }],
  result: 'number',
  check: (call) => {
    if (call.count > 1) return { type: { kind: 'number' }, operands: checkTest(call).operands };
    return { type: { kind: 'number' }, operands: [listOperand(call)] };
  },
  compile: (call, operands): Evaluator => {
    if (operands.length < 2) {
      return (run) => {
        const items = operands[0]?.(run);
        return Array.isArray(items) ? items.length : 0;
      };
    }
    return (run) => {
      let found = 0;
      walk(call, operands, (value) => {
        if (value === true) found++;
        return false;
      })(run);
      return found;
    };
  },
  describe: (call, say) => {
    const [list, body] = call.operands as [Node, Node | undefined];
    const of = say.operand(list);
    const what = body ? say.condition(body, rank.choice) : '';
    const en = body ? `the number of entries of ${of} where ${what}` : `the number of entries of ${of}`;
    return { text: say.pick(en, body ? zh`${of}中满足“${what}”的项数` : zh`${of}的项数`), rank: rank.product };
  },
};

export const lists: readonly Operator[] = [some, all, none, count, ...totals, filter, map];
