import type { Json } from '../../../engine/core/json.ts';
import { type Choice, type Grammar, type Kind, literal, logic, type Make, randomNumber } from './random-rule.ts';

const kinds: readonly Kind[] = ['number', 'text', 'date'];
const comparing = ['==', '!=', '<', '<=', '>', '>='] as const;
const steps = ['P1D', '-P1M', 'P1Y', 'P3D'];

/** Half of all comparisons ask a variable, so that a store can be asked about many of them. */
const compare: Choice = (make, chance, variable) => {
  const kind = chance.of(kinds);
  const sides = [variable(kind), make(kind)];
  return { [chance.of(comparing)]: chance.below(2) === 0 ? sides : sides.reverse() };
};

// Numbers that are read from lists of the root.
const ofLists: readonly ((make: Make, chance: Parameters<Choice>[1]) => Json)[] = [
  () => ({ sum: [{ var: 'rows' }, { var: 'n' }] }),
  (_, chance) => ({ [chance.of(['sum', 'min', 'max'])]: [{ var: 'nums' }] }),
  (make, chance) => ({ [chance.of(['min', 'max'])]: [{ var: 'rows' }, make('number', 'row')] }),
  (_, chance) => ({ count: [{ var: chance.of(['rows', 'tags', 'nums']) }] }),
  (make) => ({ count: [{ var: 'rows' }, make('boolean', 'row')] }),
  (_, chance) => ({ length: { var: chance.of(['rows', 'tags', 'nums']) } }),
  (make) => ({ sum: [{ map: [{ filter: [{ var: 'rows' }, make('boolean', 'row')] }, make('number', 'row')] }] }),
];

const lists: readonly Choice[] = [
  (make, chance, variable) => {
    const sides = [chance.of([variable('number'), randomNumber(chance)]), chance.of(ofLists)(make, chance)];
    return { [chance.of(comparing)]: chance.below(2) === 0 ? sides : sides.reverse() };
  },
  (make, chance) => ({
    '>': [{ [chance.of(['min', 'max'])]: [make('number'), chance.of(ofLists)(make, chance)] }, randomNumber(chance)],
  }),
  (make, chance) => ({ [chance.of(['some', 'all', 'none'])]: [{ var: 'rows' }, make('boolean', 'row')] }),
  (make, chance) => ({ [chance.of(['some', 'all', 'none'])]: [{ var: 'tags' }, make('boolean', 'text')] }),
  (make) => ({ in: [make('text'), { var: 'tags' }] }),
];

/** Every operator that the language has, in places where a filter could be made of it. */
export const everyOperator: Grammar = {
  boolean: [
    ...logic,
    compare,
    compare,
    (make, chance) => {
      const kind = chance.of(kinds);
      return { [chance.of(['between', '<', '<='])]: [make(kind), make(kind), make(kind)] };
    },
    (make, chance) => ({ [chance.of(['contains', 'starts-with', 'ends-with'])]: [make('text'), make('text')] }),
    (_, chance, variable) => ({ in: [variable('text'), chance.list(3, () => literal('text', chance))] }),
    (_, chance, variable) => ({ empty: variable(chance.of([...kinds, 'boolean'])) }),
    (make) => ({ 'is-in-unit': [make('text'), make('text')] }),
    (make) => ({ 'has-role': [make('text'), make('text')] }),
  ],
  lists,
  number: [
    (make, chance) => ({ [chance.of(['min', 'max'])]: [make('number'), ...chance.list(2, () => make('number'))] }),
    (make, chance) => ({ [chance.of(['+', '*'])]: [make('number'), ...chance.list(2, () => make('number'))] }),
    (make, chance) => ({ [chance.of(['-', '/', '%'])]: [make('number'), make('number')] }),
    (make, chance) => ({ [chance.of(['abs', 'round', '-'])]: make('number') }),
    (make) => ({ length: make('text') }),
    (make, chance) => ({ [chance.of(['date-diff', 'working-days-between'])]: [make('date'), make('date')] }),
    (make, chance) => ({ [chance.of(['year', 'month', 'day'])]: make('date') }),
    (make) => ({ if: [make('boolean'), make('number'), make('number')] }),
  ],
  text: [
    (make, chance) => ({ cat: [make('text'), ...chance.list(2, () => make(chance.of(['text', 'number'])))] }),
    (make, chance) => ({ substr: [make('text'), chance.below(5) - 2, ...chance.list(1, () => chance.below(5) - 2)] }),
    (make, chance) => ({ [chance.of(['upper', 'lower', 'trim'])]: make('text') }),
    (make) => ({ if: [make('boolean'), make('text'), make('text')] }),
  ],
  date: [
    () => ({ today: [] }),
    (make, chance) => ({ 'date-add': [make('date'), chance.of(steps)] }),
    (make, chance) => ({ 'add-working-days': [make('date'), chance.below(5)] }),
  ],
};
