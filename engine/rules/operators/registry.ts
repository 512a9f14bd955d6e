import { arithmetic } from './arithmetic.ts';
import { comparison } from './comparison.ts';
import { dates } from './dates.ts';
import { lists } from './lists.ts';
import { logic } from './logic.ts';
import type { Operator } from './operator.ts';
import { organisation } from './organisation.ts';
import { presence } from './presence.ts';
import { text } from './text.ts';

/** Every operator, by group, in the order in which the studio offers them. */
export const operators: readonly Operator[] = [
  ...comparison,
  ...presence,
  ...logic,
  ...arithmetic,
  ...text,
  ...dates,
  ...lists,
  ...organisation,
];

const byName = new Map<string, Operator>();
for (const operator of operators) {
  if (byName.has(operator.name)) throw new TypeError(`Two operators are called "${operator.name}"`);
  byName.set(operator.name, operator);
}

export function operatorOf(name: string): Operator | undefined {
  return byName.get(name);
}
