/** Reproducible choices: the same seed gives the same sequence on every machine. */
export type Chance = {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** One of the items; with weights, more often the heavier ones. */
  pick<T>(items: readonly T[], weights?: readonly number[]): T;
};

/** Mulberry32, begun from a hash of the seed's text. */
export function chanceOf(seed: string): Chance {
  let state = hash(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick(items, weights) {
      const chosen = weights ? weightedIndex(weights, next()) : Math.floor(next() * items.length);
      const item = items[chosen];
      if (item === undefined) throw new RangeError('There is nothing to pick from');
      return item;
    },
  };
}

function weightedIndex(weights: readonly number[], at: number): number {
  let rest = at * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    rest -= weight;
    if (rest < 0) return index;
  }
  return weights.length - 1;
}

// FNV-1a, enough to keep seeds apart.
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value | 0;
}
