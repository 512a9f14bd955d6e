import type { Json, JsonObject } from '../../../engine/core/json.ts';
import type { Scope } from '../../../engine/rules/index.ts';

/** Numbers from a seed: a failing case can be made again from its number. */
export class Chance {
  private state: number;
  constructor(seed: number) {
    this.state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  }

  /** At least 0, less than 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }
  list<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }
}

const text = { kind: 'text' } as const;
const number = { kind: 'number' } as const;

export const randomScope: Scope = {
  a: number,
  b: number,
  s: text,
  t: text,
  p: { kind: 'boolean' },
  q: { kind: 'boolean' },
  d: { kind: 'date' },
  tags: { kind: 'list', of: text },
  nums: { kind: 'list', of: number },
  rows: { kind: 'list', of: { kind: 'object', fields: { n: number, w: text, f: { kind: 'boolean' } } } },
  ref: { kind: 'object', fields: { id: text, n: number } },
  me: { kind: 'object', fields: { id: text, n: number } },
};

const texts = ['', 'a', 'b', 'ab', 'B', '中', '中文', '10', '9'];
const dates = ['2026-01-31', '2026-02-28', '2026-11-24', '2027-01-01'];

export function randomNumber(chance: Chance): number {
  return chance.below(5) === 0 ? chance.below(9) - 4 + 0.5 : chance.below(11) - 5;
}

/** Data of the scope; with `absent`, any part of it may be missing. */
export function randomData(chance: Chance, absent: boolean): JsonObject {
  const data: JsonObject = {};
  const put = (name: string, into: JsonObject, make: () => Json) => {
    if (!absent || chance.below(4) > 0) into[name] = make();
  };
  const someText = () => chance.of(texts);
  const someNumber = () => randomNumber(chance);
  const flag = () => chance.below(2) === 0;
  const holder = () => {
    const object: JsonObject = {};
    put('id', object, someText);
    put('n', object, someNumber);
    return object;
  };
  put('a', data, someNumber);
  put('b', data, someNumber);
  put('s', data, someText);
  put('t', data, someText);
  put('p', data, flag);
  put('q', data, flag);
  put('d', data, () => chance.of(dates));
  put('tags', data, () => chance.list(3, someText));
  put('nums', data, () => chance.list(3, someNumber));
  put('rows', data, () =>
    chance.list(3, () => {
      const row: JsonObject = {};
      put('n', row, someNumber);
      put('w', row, someText);
      put('f', row, flag);
      return row;
    }),
  );
  put('ref', data, holder);
  put('me', data, holder);
  return data;
}

export type Kind = 'boolean' | 'number' | 'text' | 'date';
type Place = 'root' | 'row' | 'text' | 'number';

/** Expressions of a kind, of the operators that a grammar gives. */
export class RuleMaker {
  private readonly chance: Chance;
  private readonly grammar: Grammar;
  constructor(chance: Chance, grammar: Grammar) {
    this.chance = chance;
    this.grammar = grammar;
  }

  make(kind: Kind, depth: number, place: Place = 'root'): Json {
    const { chance } = this;
    if (depth <= 0 || chance.below(6) === 0) return this.leaf(kind, place);
    const everywhere = this.grammar[kind];
    const choice = chance.of(
      kind === 'boolean' && place === 'root' ? [...everywhere, ...this.grammar.lists] : everywhere,
    );
    return choice(
      (of, at = place) => this.make(of, depth - 1, at),
      chance,
      (of) => this.variable(of, place),
    );
  }

  private leaf(kind: Kind, place: Place): Json {
    return this.chance.below(3) === 0 ? literal(kind, this.chance) : this.variable(kind, place);
  }

  private variable(kind: Kind, place: Place): Json {
    const names = variables[place][kind];
    return names.length > 0 ? { var: this.chance.of(names) } : literal(kind, this.chance);
  }
}

const variables: { [P in Place]: { [K in Kind]: readonly string[] } } = {
  root: { boolean: ['p', 'q'], number: ['a', 'b', 'ref.n', 'me.n'], text: ['s', 't', 'ref.id', 'me.id'], date: ['d'] },
  row: { boolean: ['f'], number: ['n'], text: ['w'], date: [] },
  text: { boolean: [], number: [], text: [''], date: [] },
  number: { boolean: [], number: [''], text: [], date: [] },
};

export function literal(kind: Kind, chance: Chance): Json {
  if (kind === 'number') return randomNumber(chance);
  if (kind === 'text') return chance.of(texts);
  if (kind === 'date') return chance.of(dates);
  return chance.below(2) === 0;
}

export type Make = (kind: Kind, place?: Place) => Json;
export type Choice = (make: Make, chance: Chance, variable: (kind: Kind) => Json) => Json;
/** `lists`: conditions over lists, which are read from the root only. */
export type Grammar = { [K in Kind | 'lists']: readonly Choice[] };

const compared: readonly Kind[] = ['number', 'text', 'date'];
const lists: readonly [string, Place][] = [
  ['rows', 'row'],
  ['tags', 'text'],
  ['nums', 'number'],
];
export const logic: readonly Choice[] = [
  (make, chance) => ({ and: [make('boolean'), ...chance.list(2, () => make('boolean'))] }),
  (make, chance) => ({ or: [make('boolean'), ...chance.list(2, () => make('boolean'))] }),
  (make) => ({ '!': [make('boolean')] }),
  (make) => ({ '!!': [make('boolean')] }),
  (make) => ({ if: [make('boolean'), make('boolean'), make('boolean')] }),
];
const comparisons: readonly Choice[] = [
  (make, chance) => {
    const kind = chance.of(compared);
    return { [chance.of(['==', '!=', '<', '<=', '>', '>='])]: [make(kind), make(kind)] };
  },
  (make) => ({ '==': [make('boolean'), make('boolean')] }),
  (make, chance) => {
    const kind = chance.of(compared);
    return { [chance.of(['<', '<='])]: [make(kind), make(kind), make(kind)] };
  },
  (make, chance) => {
    const kind = chance.of(compared);
    return { in: [make(kind), chance.list(3, () => literal(kind, chance))] };
  },
];

function over(name: string): Choice {
  return (make, chance) => {
    const [list, place] = chance.of(lists);
    return { [name]: [{ var: list }, make('boolean', place)] };
  };
}

const choose =
  (kind: Kind): Choice =>
  (make) => ({ if: [make('boolean'), make(kind), make('boolean'), make(kind), make(kind)] });

/**
 * What json-logic-js and this engine mean alike on data of the right types with nothing missing. Lists are read from the
 * root only: json-logic-js knows no other way either.
 */
export const sharedGrammar: Grammar = {
  boolean: [...logic, ...comparisons],
  lists: [
    (make) => ({ in: [make('text', 'root'), { var: 'tags' }] }),
    (make) => ({ in: [make('number', 'root'), { map: [{ var: 'rows' }, make('number', 'row')] }] }),
    over('some'),
    over('all'),
    over('none'),
    (make, chance) => ({
      [chance.of(['some', 'none'])]: [{ filter: [{ var: 'rows' }, make('boolean', 'row')] }, make('boolean', 'row')],
    }),
  ],
  number: [
    (make, chance) => ({ '+': [make('number'), ...chance.list(2, () => make('number'))] }),
    (make) => ({ '-': [make('number'), make('number')] }),
    (make) => ({ '-': [make('number')] }),
    (make) => ({ '*': [make('number'), make('number')] }),
    (make, chance) => ({ '/': [make('number'), chance.of([1, 2, 4, -2, 0.5])] }),
    (make, chance) => ({ '%': [make('number'), chance.of([1, 2, 3, -3, 0.5])] }),
    (make, chance) => ({ [chance.of(['min', 'max'])]: [make('number'), ...chance.list(2, () => make('number'))] }),
    choose('number'),
  ],
  text: [
    (make, chance) => ({ cat: [make('text'), ...chance.list(2, () => make(chance.of(['text', 'number'])))] }),
    (make, chance) => ({ substr: [make('text'), chance.below(5) - 2, ...chance.list(1, () => chance.below(5) - 2)] }),
    choose('text'),
  ],
  date: [choose('date')],
};

const fieldOf: readonly Kind[] = ['number', 'text', 'date', 'boolean'];
const onField = (chance: Chance, make: Make, variable: (kind: Kind) => Json): [Json, Json] => {
  const kind = chance.of(fieldOf.slice(0, 3));
  return chance.below(4) === 0
    ? [literal(kind, chance), variable(kind)]
    : [variable(kind), chance.below(8) === 0 ? make(kind) : literal(kind, chance)];
};

/** Conditions that a store can mostly be asked: comparisons of a field with a constant, presence, rows, logic. */
export const queryGrammar: Grammar = {
  ...sharedGrammar,
  boolean: [
    ...logic,
    (make, chance, variable) => ({ [chance.of(['==', '!=', '<', '<=', '>', '>='])]: onField(chance, make, variable) }),
    (make, chance, variable) => ({ [chance.of(['==', '!=', '<', '<=', '>', '>='])]: onField(chance, make, variable) }),
    (_, chance, variable) => ({ empty: variable(chance.of(fieldOf)) }),
    (_, chance, variable) => ({ between: [variable('number'), literal('number', chance), literal('number', chance)] }),
    (_, chance, variable) => ({ '<=': [literal('date', chance), variable('date'), { today: [] }] }),
    (_, chance, variable) => ({ in: [variable('text'), chance.list(3, () => literal('text', chance))] }),
    (_, chance, variable) => ({ 'starts-with': [variable('text'), literal('text', chance)] }),
    (_, chance, variable) => ({ '<': [variable('date'), { 'date-add': [{ today: [] }, chance.of(['P1D', '-P1Y'])] }] }),
  ],
  lists: [
    (_, chance) => ({ empty: { var: chance.of(['tags', 'rows', 'ref', 'me.id', 'a', 's', 'd']) } }),
    (_, chance) => ({ in: [literal('text', chance), { var: 'tags' }] }),
    () => ({ in: [{ var: 'me.id' }, { var: 'tags' }] }),
    over('some'),
    over('all'),
    over('none'),
  ],
};
