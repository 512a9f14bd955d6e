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

export type Collection<T> = {
  name: string;
  noun: Noun;
  paths: { [K in keyof Required<Omit<T, 'id' | 'tenant'>>]: PathType };
  /** The tenant goes before the keys of each, unless it says otherwise. */
  indexes: Index[];
  /** Where its rows lie in a sharded cluster. */
  placement: Placement;
};
