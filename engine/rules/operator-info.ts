import type { Text } from '../core/text.ts';
import type { OperandInfo, OperatorGroup } from './operators/operator.ts';
import { operators as records } from './operators/registry.ts';
import type { TypeKind } from './rule-type.ts';

/** An operator as the studio's completion and rule builder show it. */
export type OperatorInfo = {
  name: string;
  group: OperatorGroup | 'data';
  label: Text;
  operands: readonly OperandInfo[];
  /** `same`: that of its operands. */
  result: TypeKind | 'same';
};

const variable: OperatorInfo = {
  name: 'var',
  group: 'data',
  label: { en: 'value of', 'zh-CN': '取值' },
  operands: [
    { name: { en: 'field', 'zh-CN': '字段' }, types: ['text'] },
    { name: { en: 'when empty', 'zh-CN': '为空时取' }, types: ['unknown'], optional: true },
  ],
  result: 'unknown',
};

/** Everything that a rule may be made of, in the order in which the studio offers it. */
export const operators: readonly OperatorInfo[] = Object.freeze([
  variable,
  ...records.map(({ name, group, label, operands, result }) => ({ name, group, label, operands, result })),
]);
