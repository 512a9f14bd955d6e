// How collections lie on the shards of a cluster. Data, so that a test can hold models and operations to it: a cluster would
// refuse what breaks these rules, or ask every shard, only once it is there.

/** Paths of the stored row that decide on which shard it lies. */
export type ShardKey = { [path: string]: 1 | 'hashed' };
/** A collection that stays on one shard, and why it may. */
export type Whole = { whole: string };
export type Placement = ShardKey | Whole;

export const isWhole = (placement: Placement): placement is Whole => typeof placement.whole === 'string';

/** By tenant and id: rows are spread evenly whatever the order of their ids, and a query by id goes to one shard. */
export const byId = { tenant: 1, _id: 'hashed' } as const satisfies ShardKey;

/** Collections that belong to no tenant's rows: their ids are all that is ever asked for. */
export const internalPlacements: { [collection: string]: Placement } = {
  counters: { _id: 'hashed' },
  limits: { _id: 'hashed' },
  told: { _id: 'hashed' },
};

/**
 * Records with a unique field stay together: a unique index must begin with the shard key, and a row that is found by its id
 * cannot be, unless the id is in that index. Forms are spread over shards as wholes; the others row by row.
 */
export function placementOfRecords(indexes: { fields: string[]; unique: boolean }[]): Placement {
  return indexes.some(({ unique }) => unique) ? { whole: 'a unique field needs all rows in one place' } : byId;
}

export type Operation = {
  /** `one` row, or all that match; `rows` are inserted. */
  kind: 'one' | 'many' | 'insert' | 'read';
  filter: { [path: string]: unknown };
  inTransaction: boolean;
};

/** Why an operation on a sharded collection would be refused, or would ask every shard inside a transaction. */
export function misaddressed(placement: Placement, { kind, filter, inTransaction }: Operation): string | undefined {
  if (isWhole(placement)) return undefined;
  const named = (path: string) => Object.hasOwn(filter, path) && isNamed(filter[path]);
  const missing = Object.keys(placement).filter((path) => !named(path));
  if (missing.length === 0) return undefined;
  if (kind === 'one' || kind === 'insert') return `does not name ${missing.join(', ')}`;
  // What many rows need is found through the tenant's shards; outside transactions housekeeping may ask all of them.
  const [first = ''] = Object.keys(placement);
  if (inTransaction && !named(first) && !named('_id')) return `names neither ${first} nor _id in a transaction`;
  return undefined;
}

/** A value, or a list of values: what a router can tell shards from. */
function isNamed(condition: unknown): boolean {
  if (condition === undefined) return false;
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) return true;
  const operators = Object.keys(condition).filter((name) => name.startsWith('$'));
  return operators.length === 0 || operators.includes('$eq') || operators.includes('$in');
}
