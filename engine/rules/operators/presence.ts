import { isJsonObject, type Json } from '../../core/json.ts';
import { anyOf, type Filter, hasElements, noneOf } from '../filter.ts';
import type { Node } from '../rule.ts';
import type { RuleType } from '../rule-type.ts';
import { zh } from '../speech.ts';
import { type Operator, rank, type Trace } from './operator.ts';

/** Absent, or with nothing in it: `""`, `[]`, `{}`. A number 0 and a "no" are values. */
function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
}

// Rows in which nothing is there; null in a filter stands for an absent path too.
function emptyFilter(path: string, type: RuleType): Filter {
  switch (type.kind) {
    case 'text':
      return { [path]: { $in: [null, ''] } };
    case 'list':
      return noneOf(hasElements(path));
    case 'object':
      return { [path]: { $in: [null, {}] } };
    case 'unknown':
      return anyOf([{ [path]: { $in: [null, '', {}] } }, { [path]: { $eq: [] } }]);
    default:
      return { [path]: { $eq: null } };
  }
}

const empty: Operator = {
  name: 'empty',
  group: 'presence',
  label: { en: 'is empty', 'zh-CN': '为空' },
  operands: [{ name: { en: 'value', 'zh-CN': '值' }, types: ['unknown'] }],
  result: 'boolean',
  check: (call) => ({ type: { kind: 'boolean' }, operands: [call.operand(0)] }),
  compile:
    (_, [operand]) =>
    (run) =>
      isEmpty(operand?.(run)),
  query: (call, ask): Filter => {
    const operand = call.operands[0] as Node;
    const path = ask.field(operand);
    return path === undefined ? ask.refuse(call) : emptyFilter(path, operand.type);
  },
  describe: (call, say) => {
    const value = say.operand(call.operands[0] as Node);
    return { text: say.pick(`${value} is empty`, zh`${value}未填写`), rank: rank.comparison };
  },
  explain: (trace, tell) => {
    const value = trace.operands[0] as Trace;
    const name = tell.name(value);
    if (trace.value === true)
      return { text: tell.pick(`${name || 'the value'} is empty`, zh`${name || '值'}未填写`), rank: rank.comparison };
    return { text: tell.pick(`${name || 'the value'} is filled in`, zh`${name || '值'}已填写`), rank: rank.comparison };
  },
};

export const presence: readonly Operator[] = [empty];
