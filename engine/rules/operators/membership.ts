import type { Json } from '../../core/json.ts';
import { nothing } from '../filter.ts';
import type { CallNode, Node } from '../rule.ts';
import { type RuleType, typeName } from '../rule-type.ts';
import { nameOfValue } from '../run-time-type.ts';
import { zh } from '../speech.ts';
import { type Operator, rank, type Trace } from './operator.ts';
import { equalKinds } from './pairs.ts';
import { failure } from './present.ts';

const boolean: RuleType = { kind: 'boolean' };

export const membership: Operator = {
  name: 'in',
  group: 'comparison',
  label: { en: 'one of', 'zh-CN': '属于' },
  operands: [
    { name: { en: 'value', 'zh-CN': '值' }, types: equalKinds },
    { name: { en: 'list', 'zh-CN': '列表' }, types: ['list'] },
  ],
  result: 'boolean',
  check: (call) => {
    const value = call.among(call.operand(0), equalKinds);
    const list = call.among(call.operand(1), ['list']);
    const of: RuleType = list.type.kind === 'list' ? list.type.of : { kind: 'unknown' };
    // A list written out takes the type of the value; a list that is read gives the value its type.
    const isWritten = list.kind === 'list';
    const wanted = isWritten ? value.type : of;
    const like = value.like ?? list.like;
    return {
      type: boolean,
      operands: [
        isWritten ? value : call.adapt(value, wanted, like),
        call.adapt(list, { kind: 'list', of: wanted }, like),
      ],
      ...(like === undefined ? {} : { like }),
    };
  },
  compile: (call, [value, list]) => {
    const of: RuleType = call.operands[1]?.type.kind === 'list' ? call.operands[1].type.of : { kind: 'unknown' };
    return (run) => {
      const wanted = value?.(run);
      const items = list?.(run);
      if (wanted === undefined || !Array.isArray(items)) return false;
      run.spendCells(items.length, call.at);
      for (const item of items) {
        if (item === wanted) return true;
        if (item !== null && typeof item !== typeof wanted) throw wrongElement(call, of, item);
      }
      return false;
    };
  },
  query: (call, ask) => {
    const [value, list] = call.operands as [Node, Node];
    const listPath = ask.field(list);
    if (listPath !== undefined) {
      const wanted = ask.constant(value);
      if (!wanted) return ask.refuse(call);
      return wanted.value === undefined ? nothing : { [listPath]: { $elemMatch: { $eq: wanted.value } } };
    }
    const path = ask.field(value);
    const items = ask.constant(list);
    if (path === undefined || !items) return ask.refuse(call);
    const values = Array.isArray(items.value) ? items.value.filter((item) => item !== null) : [];
    return values.length === 0 ? nothing : { [path]: { $in: values } };
  },
  describe: (call, say) => {
    const [value, list] = call.operands.map((operand) => say.operand(operand, rank.sum)) as [string, string];
    const isWritten = call.operands[1]?.kind === 'list';
    const han = isWritten ? zh`${value}为${list}之一` : zh`${value}属于${list}`;
    return { text: say.pick(`${value} is one of ${list}`, han), rank: rank.comparison };
  },
  explain: (trace, tell) => {
    const [value, list] = trace.operands as [Trace, Trace];
    if (value.value === undefined)
      return { text: tell.pick(`${tell.name(value)} is empty`, zh`${tell.name(value)}为空`), rank: rank.comparison };
    const items = tell.value(list);
    const [en, han] = trace.value === true ? ['is one of', '属于'] : ['is not one of', '不属于'];
    return {
      text: tell.pick(`${tell.named(value)} ${en} ${items}`, zh`${tell.named(value)}${han}${items}`),
      rank: rank.comparison,
    };
  },
};

function wrongElement(call: CallNode, of: RuleType, item: Json) {
  const params = { name: call.operands[1]?.like ?? 'in', expected: typeName(of), found: nameOfValue(item) };
  return failure(call, 'rule/type', params);
}
