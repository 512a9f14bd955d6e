import type { Noun } from '../fault.ts';
import type { Placement } from './sharding.ts';

/** `document` is stored as JSON text: exact in key order and numbers, free of the store's limits on keys; no query reaches into it. */
export type PathType = 'text' | 'texts' | 'number' | 'flag' | 'json' | 'document';

export type Index = {
  keys: { [path: string]: 1 | -1 };
  unique?: true;
  /** For look-ups that are made before the tenant is known, or by workers for all tenants: without the tenant before it. */
  across?: true;
  /** Only rows that have all of these paths. */
  where?: string[];
};

/** Rows go so many days after the instant at a path, those only that have one of the values. */
export type Retention<T> = {
  after: keyof T & string;
  days: number;
  where?: { path: keyof T & string; in: string[] };
};

export type Collection<T> = {
  name: string;
  noun: Noun;
  paths: { [K in keyof Required<Omit<T, 'id' | 'tenant'>>]: PathType };
  /** The tenant goes before the keys of each, unless it says otherwise. */
  indexes: Index[];
  /** When its rows go by themselves; absent: they stay. */
  retention?: Retention<T>;
  /** Where its rows lie in a sharded cluster. */
  placement: Placement;
};
