// The document that an upsert begins with: what the filter says its fields are equal to.
import type { Doc, Value } from './bson.ts';
import { isDocument } from './bson.ts';
import { badValue, serverError } from './errors.ts';
import { isOperatorDocument } from './match-tests.ts';
import { splitPath } from './path.ts';
import { isRegex } from './regex.ts';
import { writePath } from './update-path.ts';

/** Fields of a new document from the equalities of a filter. Throws if two of them contradict or overlap. */
export function documentFromFilter(filter: Doc): Doc {
  const found: [string, Value][] = [];
  collect(filter, found);
  const document: Doc = {};
  found.forEach(([path, value], i) => {
    for (const [other] of found.slice(0, i)) {
      if (other === path || path.startsWith(`${other}.`) || other.startsWith(`${path}.`)) {
        throw badValue(`cannot infer query fields to set, path '${path}' is matched twice`, 54);
      }
    }
    if (path.split('.').some((part) => part.startsWith('$'))) throw serverError(52, `Cannot infer the field '${path}'`);
    writePath(document, splitPath(path), true, () => value);
  });
  const { _id, ...rest } = document;
  return _id === undefined ? document : { _id, ...rest };
}

function collect(filter: Doc, found: [string, Value][]): void {
  for (const key of Object.keys(filter)) {
    const value = filter[key];
    if (key === '$and' && Array.isArray(value)) for (const item of value) collect(item as Doc, found);
    else if (key === '$or' && Array.isArray(value) && value.length === 1) collect(value[0] as Doc, found);
    else if (!key.startsWith('$')) field(key, value, found);
  }
}

function field(path: string, condition: Value, found: [string, Value][]): void {
  if (isRegex(condition)) return;
  if (!isOperatorDocument(condition)) {
    found.push([path, condition]);
    return;
  }
  if (Object.hasOwn(condition, '$eq')) found.push([path, condition.$eq]);
  for (const operator of ['$all', '$in']) {
    const list = condition[operator];
    const [only] = Array.isArray(list) ? list : [];
    if (!Array.isArray(list) || list.length !== 1 || isRegex(only)) continue;
    if (operator === '$all' && isDocument(only) && isOperatorDocument(only)) continue;
    found.push([path, only]);
  }
}
