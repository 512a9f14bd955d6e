import { allOf, anyOf, noneOf } from '../filter.ts';
import type { CallNode, Node } from '../rule.ts';
import type { RuleType } from '../rule-type.ts';
import type { Evaluator } from '../run.ts';
import { zh } from '../speech.ts';
import { type Checking, type Operator, rank, type Saying, type Telling, type Trace } from './operator.ts';

const boolean: RuleType = { kind: 'boolean' };
const condition = { name: { en: 'condition', 'zh-CN': '条件' }, types: ['boolean'] } as const;

// A missing yes/no counts as no: neither side of `and`, `or`, `if` holds by absence.
function conditions(call: Checking, count = call.count): Node[] {
  return Array.from({ length: count }, (_, index) => call.adapt(call.operand(index), boolean));
}

function compileAll(operands: Evaluator[], until: boolean): Evaluator {
  const [first, second] = operands;
  if (operands.length === 2 && first && second) {
    return until
      ? (run) => first(run) === true || second(run) === true
      : (run) => first(run) === true && second(run) === true;
  }
  return (run) => {
    for (const operand of operands) if ((operand(run) === true) === until) return until;
    return !until;
  };
}

// What decided: the operands that hold of an `or` that holds, those that fail of an `and` that fails, otherwise all.
function deciding(trace: Trace, deciders: boolean, tell: Telling) {
  const told = trace.operands.filter((operand) => (operand.value === true) === (trace.value === true));
  const of = (trace.value === true) === deciders ? told.slice(0, 1) : told;
  const [only] = of;
  if (only && of.length === 1) return tell.phrase(only);
  return {
    text: tell.list(
      of.map((operand) => tell.reason(operand, rank.not)),
      'and',
    ),
    rank: rank.and,
  };
}

const and: Operator = {
  name: 'and',
  group: 'logic',
  label: { en: 'and', 'zh-CN': '且' },
  operands: [{ ...condition, repeat: true }],
  result: 'boolean',
  check: (call) => ({ type: boolean, operands: conditions(call) }),
  compile: (_, operands) => compileAll(operands, false),
  query: (call, ask) => allOf(call.operands.map((operand) => ask.filter(operand))),
  describe: (call, say) => joined(call, say, rank.and),
  explain: (trace, tell) => deciding(trace, false, tell),
};

const or: Operator = {
  name: 'or',
  group: 'logic',
  label: { en: 'or', 'zh-CN': '或' },
  operands: [{ ...condition, repeat: true }],
  result: 'boolean',
  check: (call) => ({ type: boolean, operands: conditions(call) }),
  compile: (_, operands) => compileAll(operands, true),
  query: (call, ask) => anyOf(call.operands.map((operand) => ask.filter(operand))),
  describe: (call, say) => joined(call, say, rank.or),
  explain: (trace, tell) => deciding(trace, true, tell),
};

function joined(call: CallNode, say: Saying, level: typeof rank.and | typeof rank.or) {
  // "A and (B or C)", "(A and B) or C": nobody has to know which binds more tightly.
  const parts = call.operands.map((operand) => {
    const isSame = operand.kind === 'call' && operand.operator === call.operator;
    return say.condition(operand, isSame ? level : rank.not);
  });
  const text =
    level === rank.and
      ? say.pick(
          parts.join(' and '),
          parts.reduce((a, b) => zh`${a}且${b}`),
        )
      : say.pick(
          parts.join(' or '),
          parts.reduce((a, b) => zh`${a}或${b}`),
        );
  return { text, rank: level };
}

const not: Operator = {
  name: '!',
  group: 'logic',
  label: { en: 'not', 'zh-CN': '非' },
  operands: [condition],
  result: 'boolean',
  check: (call) => ({ type: boolean, operands: conditions(call) }),
  compile:
    (_, [operand = missing]) =>
    (run) =>
      operand(run) !== true,
  query: (call, ask) => noneOf(allOf(call.operands.map((operand) => ask.filter(operand)))),
  describe: (call, say) => {
    const operand = call.operands[0] as Node;
    const inner = negated(operand, say);
    if (inner) return { text: inner, rank: rank.comparison };
    const what = say.condition(operand, rank.choice);
    return { text: say.pick(`not (${what})`, zh`并非（${what}）`), rank: rank.not };
  },
  explain: (trace, tell) => ({ text: trace.operands.map((operand) => tell.reason(operand)).join(''), rank: rank.and }),
};

// "is filled in" reads better than "not (is empty)".
function negated(operand: Node, say: Saying): string | undefined {
  if (operand.kind === 'var') {
    const name = say.operand(operand);
    return say.pick(`${name} is not yes`, zh`${name}不为是`);
  }
  if (operand.kind !== 'call') return undefined;
  const [first, second] = operand.operands.map((each) => say.operand(each, rank.sum)) as [string, string];
  if (operand.operator.name === 'empty') return say.pick(`${first} is filled in`, zh`${first}已填写`);
  if (operand.operator.name !== 'in') return undefined;
  const isWritten = operand.operands[1]?.kind === 'list';
  return say.pick(
    `${first} is not one of ${second}`,
    isWritten ? zh`${first}不是${second}之一` : zh`${first}不属于${second}`,
  );
}

const missing: Evaluator = () => undefined;

const truth: Operator = {
  name: '!!',
  group: 'logic',
  label: { en: 'is true', 'zh-CN': '为真' },
  operands: [condition],
  result: 'boolean',
  check: (call) => ({ type: boolean, operands: conditions(call) }),
  compile:
    (_, [operand = missing]) =>
    (run) =>
      operand(run) === true,
  query: (call, ask) => allOf(call.operands.map((operand) => ask.filter(operand))),
  describe: (call, say) => ({
    text: call.operands.map((operand) => say.condition(operand, rank.comparison)).join(''),
    rank: rank.comparison,
  }),
  explain: (trace, tell) => ({ text: trace.operands.map((operand) => tell.reason(operand)).join(''), rank: rank.and }),
};

const choice: Operator = {
  name: 'if',
  group: 'logic',
  label: { en: 'if … then … otherwise', 'zh-CN': '如果…则…否则' },
  operands: [
    condition,
    { name: { en: 'then', 'zh-CN': '则' }, types: ['unknown'] },
    { name: { en: 'otherwise', 'zh-CN': '否则' }, types: ['unknown'], optional: true, repeat: true },
  ],
  result: 'same',
  check: (call) => {
    const nodes = Array.from({ length: call.count }, (_, index) => call.operand(index));
    const isBranch = (index: number) => index % 2 === 1 || index === call.count - 1;
    const branches = call.unify(nodes.filter((_, index) => isBranch(index)));
    let next = 0;
    const operands = nodes.map((node, index) =>
      isBranch(index) ? (branches.nodes[next++] ?? node) : call.adapt(node, boolean),
    );
    return {
      type: branches.type,
      operands,
      soft: branches.soft,
      ...(branches.like === undefined ? {} : { like: branches.like }),
    };
  },
  compile: (_, operands) => (run) => {
    let index = 0;
    for (; index < operands.length - 1; index += 2) {
      if (operands[index]?.(run) === true) return operands[index + 1]?.(run);
    }
    return operands[index]?.(run);
  },
  query: (call, ask) => {
    const branches = [];
    const before = [];
    let index = 0;
    for (; index < call.operands.length - 1; index += 2) {
      const when = ask.filter(call.operands[index] as Node);
      branches.push(allOf([...before.map(noneOf), when, ask.filter(call.operands[index + 1] as Node)]));
      before.push(when);
    }
    const otherwise = call.operands[index];
    if (otherwise) branches.push(allOf([...before.map(noneOf), ask.filter(otherwise)]));
    return anyOf(branches);
  },
  describe: (call, say) => {
    const parts: string[] = [];
    let index = 0;
    for (; index < call.operands.length - 1; index += 2) {
      const [when, then] = [call.operands[index] as Node, call.operands[index + 1] as Node];
      const [whenText, thenText] = [say.condition(when, rank.or), say.operand(then, rank.or)];
      parts.push(say.pick(`if ${whenText} then ${thenText}`, zh`如果${whenText}，则为${thenText}`));
    }
    const otherwise = call.operands[index];
    if (otherwise)
      parts.push(
        say.pick(`otherwise ${say.operand(otherwise, rank.or)}`, zh`否则为${say.operand(otherwise, rank.or)}`),
      );
    return { text: parts.join(say.pick(', ', '，')), rank: rank.choice };
  },
  explain: (trace, tell) => {
    // Evaluated were: the conditions that failed, then the one that held and its branch (or the last branch alone).
    const branch = trace.operands.at(-1);
    const conditions = trace.operands.slice(0, -1).map((operand) => tell.reason(operand, rank.not));
    if (trace.type.kind === 'boolean' && branch) conditions.push(tell.reason(branch, rank.not));
    return { text: tell.list(conditions, 'and'), rank: rank.and };
  },
};

export const logic: readonly Operator[] = [and, or, not, truth, choice];
