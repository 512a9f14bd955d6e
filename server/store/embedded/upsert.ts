// The document that an upsert begins with: what the filter says its fields are equal to.
import type { Doc, Value } from './bson.ts';
import { compareStrings } from './compare.ts';
import { isReferencePart } from './dollar-names.ts';
import { badValue } from './errors.ts';
import { beginsWithOperator } from './match-operators.ts';
import { isOperatorDocument } from './match-tests.ts';
import { neverMatches } from './never-matches.ts';
import { splitPath } from './path.ts';
import { isRegex } from './regex.ts';
import { writePath } from './update-path.ts';

/** Fields of a new document from the equalities of a filter. Throws if two of them contradict or overlap. */
export function documentFromFilter(filter: Doc): Doc {
  if (neverMatches(filter)) return {};
  const found: [string, Value][] = [];
  collect(filter, found);
  // MongoDB orders the conditions of a filter by their paths, and so the fields that they give.
  found.sort(([a], [b]) => compareStrings(a, b));
  const document: Doc = {};
  found.forEach(([path, value], i) => {
    for (const [other] of found.slice(0, i)) {
      if (other === path || path.startsWith(`${other}.`) || other.startsWith(`${path}.`)) {
        throw badValue(`cannot infer query fields to set, path '${path}' is matched twice`, 54);
      }
    }
    writePath(document, splitPath(path), true, () => value);
  });
  const { _id, ...rest } = document;
  return _id === undefined ? document : { _id, ...rest };
}

/** For a replacement the filter gives only the `_id`. */
export function idFromFilter(filter: Doc): Doc {
  if (neverMatches(filter)) return {};
  const found: [string, Value][] = [];
  collect(filter, found);
  const ids = found.filter(([path]) => path === '_id');
  if (ids.length > 1) throw badValue("cannot infer query fields to set, path '_id' is matched twice", 54);
  return ids.length === 0 ? {} : { _id: ids[0]?.[1] };
}

function collect(filter: Doc, found: [string, Value][]): void {
  for (const key of Object.keys(filter)) {
    const value = filter[key];
    if (key === '$and' && Array.isArray(value)) for (const item of value) collect(item as Doc, found);
    else if (key === '$or' && Array.isArray(value)) onlyBranch(value as Doc[], found);
    else if (isReferencePart(key)) found.push([key, value]);
    else if (!key.startsWith('$')) field(key, value, found);
  }
}

/** A choice of one is none. */
function onlyBranch(branches: Doc[], found: [string, Value][]): void {
  const [only, ...others] = branches.filter((branch) => !neverMatches(branch));
  if (only !== undefined && others.length === 0) collect(only, found);
}

function field(path: string, condition: Value, found: [string, Value][]): void {
  if (isRegex(condition)) return;
  if (!isOperatorDocument(condition)) {
    found.push([path, condition]);
    return;
  }
  if (Object.hasOwn(condition, '$eq')) found.push([path, condition.$eq]);
  const { $all, $in } = condition;
  if (Array.isArray($in) && $in.length === 1 && !isRegex($in[0])) found.push([path, $in[0]]);
  if (!Array.isArray($all)) return;
  for (const item of $all) if (!isRegex(item) && !beginsWithOperator(item)) found.push([path, item]);
}
