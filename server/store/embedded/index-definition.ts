// What an index is, as its creator declares it: parsed once, kept in the catalog, listed as MongoDB lists it.
import type { Doc, Value } from './bson.ts';
import { isDocument, isNumeric } from './bson.ts';
import { parseCollation } from './collation.ts';
import { equalValues } from './compare.ts';
import { isReferencePart } from './dollar-names.ts';
import { refused, serverError } from './errors.ts';
import { toNumber } from './numbers.ts';
import { isArrayIndex } from './path.ts';

export type IndexDefinition = {
  name: string;
  /** Paths in order, each ascending or descending. */
  key: { path: string; direction: 1 | -1 }[];
  unique: boolean;
  sparse: boolean;
  partialFilter?: Doc | undefined;
  expireAfterSeconds?: number | undefined;
  collation?: Doc | undefined;
  hidden?: boolean | undefined;
};

const OPTIONS = new Set([
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'collation',
  'hidden',
  'background',
  'v',
  'session',
  'comment',
  'commitQuorum',
  'maxTimeMS',
  'writeConcern',
  'key',
  'dropDups',
]);

/** All that may be said of an index on `_id` alone; the rest is said to the command that makes it. */
const OPTIONS_OF_ID = new Set([
  'name',
  'v',
  'key',
  'collation',
  'session',
  'comment',
  'commitQuorum',
  'maxTimeMS',
  'writeConcern',
]);

/** The name that MongoDB gives an index: `a_1_b_-1`. */
export function indexName(key: IndexDefinition['key']): string {
  return key.map(({ path, direction }) => `${path}_${direction}`).join('_');
}

/** Reads an index specification. Throws for kinds and options that the store does not have, by name. */
export function parseIndex(specification: Value, options: Doc): IndexDefinition {
  for (const name of Object.keys(options)) {
    if (!OPTIONS.has(name) && options[name] !== undefined) throw refused(`the index option "${name}"`);
  }
  const key = keyEntries(specification).map(([path, direction]) => keyPart(path, direction));
  if (key.length === 0) throw serverError(67, 'Index keys cannot be an empty document');
  if (key.length === 1 && key[0]?.path === '_id') checkIdOptions(options);
  const partialFilter = options.partialFilterExpression;
  if (partialFilter !== undefined && !isDocument(partialFilter))
    throw serverError(67, 'partialFilterExpression must be a document');
  if (partialFilter !== undefined && options.sparse === true) {
    throw serverError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  }
  return {
    name: typeof options.name === 'string' ? options.name : indexName(key),
    key,
    unique: options.unique === true,
    sparse: options.sparse === true,
    partialFilter: partialFilter as Doc | undefined,
    expireAfterSeconds: lifetime(options.expireAfterSeconds, key.length),
    collation: parseCollation(options.collation)?.spec,
    hidden: options.hidden === true ? true : undefined,
  };
}

function checkIdOptions(options: Doc): void {
  for (const name of Object.keys(options)) {
    if (!OPTIONS_OF_ID.has(name) && options[name] !== undefined)
      throw serverError(197, `The field '${name}' is not valid for an _id index specification.`);
  }
}

function keyEntries(specification: Value): [string, Value][] {
  if (typeof specification === 'string') return [[specification, 1]];
  if (specification instanceof Map) return [...specification.entries()];
  if (Array.isArray(specification)) {
    return specification.flatMap((item) =>
      Array.isArray(item) ? [[String(item[0]), item[1]] as [string, Value]] : keyEntries(item),
    );
  }
  if (!isDocument(specification)) throw serverError(67, 'Index keys must be a document');
  return Object.entries(specification);
}

function keyPart(path: string, direction: Value): { path: string; direction: 1 | -1 } {
  if (typeof direction === 'string') throw refused(`"${direction}" indexes (on ${path})`);
  if (path === '') throw serverError(67, 'Index keys cannot be an empty field');
  if (path.includes('$**')) throw refused('wildcard indexes');
  const isName = (part: string): boolean => part !== '' && (!part.startsWith('$') || isReferencePart(part));
  if (path.startsWith('$') || !path.split('.').every(isName)) {
    throw serverError(67, `Index key contains an illegal field name: "${path}"`);
  }
  if (path.split('.').some(isArrayIndex)) throw refused(`indexes on array positions (${path})`);
  const number = isNumeric(direction) ? toNumber(direction) : Number.NaN;
  if (Number.isNaN(number) || number === 0)
    throw serverError(67, `Values in the index key pattern must be numbers other than 0: ${path}`);
  return { path, direction: number < 0 ? -1 : 1 };
}

/** The longest time that MongoDB takes, in seconds; what is no number stands for it. */
const LONGEST = 2_147_483_647;

function lifetime(value: Value, paths: number): number | undefined {
  if (value === undefined) return undefined;
  if (!isNumeric(value)) throw serverError(67, "TTL index 'expireAfterSeconds' option must be numeric");
  const seconds = toNumber(value);
  if (seconds < 0) throw serverError(67, "TTL index 'expireAfterSeconds' option cannot be less than 0");
  if (seconds > LONGEST)
    throw serverError(67, "TTL index 'expireAfterSeconds' option must be within an acceptable range");
  if (paths > 1) throw serverError(67, 'TTL indexes are single-field indexes');
  return Number.isNaN(seconds) ? LONGEST : Math.trunc(seconds);
}

export function keyPattern(definition: IndexDefinition): Doc {
  return Object.fromEntries(definition.key.map(({ path, direction }) => [path, direction]));
}

/** The index as `listIndexes` shows it. */
export function describeIndex(definition: IndexDefinition): Doc {
  return {
    v: 2,
    key: keyPattern(definition),
    name: definition.name,
    ...(definition.unique && definition.name !== '_id_' ? { unique: true } : {}),
    ...(definition.sparse ? { sparse: true } : {}),
    ...(definition.partialFilter ? { partialFilterExpression: definition.partialFilter } : {}),
    ...(definition.expireAfterSeconds === undefined ? {} : { expireAfterSeconds: definition.expireAfterSeconds }),
    ...(definition.collation ? { collation: definition.collation } : {}),
    ...(definition.hidden ? { hidden: true } : {}),
  };
}

/** True if creating `wanted` where `present` exists changes nothing; throws if the two contradict each other. */
export function isSameIndex(present: IndexDefinition, wanted: IndexDefinition): boolean {
  const equivalent = equalValues(signature(present), signature(wanted));
  const identical = equivalent && present.expireAfterSeconds === wanted.expireAfterSeconds;
  if (present.name !== wanted.name) {
    if (equivalent) throw serverError(85, `Index already exists with a different name: ${present.name}`);
    return false;
  }
  if (!equivalent) {
    throw serverError(
      86,
      `An existing index has the same name as the requested index: ${wanted.name}. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation.`,
    );
  }
  if (identical) return true;
  throw serverError(85, `An equivalent index already exists with the same name but different options: ${wanted.name}`);
}

/** What tells one index from another: several may have the same key. */
function signature(index: IndexDefinition): Doc {
  const { collation = null, partialFilter = null, unique, sparse } = index;
  return { key: keyPattern(index), collation, partialFilter, unique, sparse };
}

/** The `_id` index that every collection has. */
export const ID_INDEX: IndexDefinition = {
  name: '_id_',
  key: [{ path: '_id', direction: 1 }],
  unique: true,
  sparse: false,
};
