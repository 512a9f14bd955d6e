// The different values of a field.
import type { Doc, Value } from './bson.ts';
import type { View } from './catalog.ts';
import { parseCollation } from './collation.ts';
import { compareValues } from './compare.ts';
import { checkNames } from './dollar-names.ts';
import { badValue } from './errors.ts';
import { compileFilter } from './match.ts';
import { splitPath, visitPath } from './path.ts';
import { selectParts } from './select.ts';
import type { Steps } from './steps.ts';

/** Values of a path in the documents that a filter finds, the elements of arrays one by one, in order. */
export function* distinctValues(
  view: View,
  namespace: string,
  key: string,
  filter: Doc,
  spec: Doc | undefined,
): Steps<Value[]> {
  if (typeof key !== 'string') throw badValue('The key of distinct must be a string', 14);
  if (key === '') throw badValue('FieldPath cannot be constructed with empty string', 40352);
  const parts = splitPath(key);
  checkNames(parts);
  const strings = parseCollation(spec)?.order;
  const collection = view.collections.get(namespace);
  if (!collection) {
    compileFilter(filter, { strings });
    return [];
  }
  const values: Value[] = [];
  const selection = { filter, sort: [], skip: 0, limit: 0, collation: spec };
  for (const { document } of yield* selectParts(view, collection, selection, new Set([key]))) {
    visitPath(document, parts, 'whole', (value) => {
      if (Array.isArray(value)) values.push(...value);
      else if (value !== undefined) values.push(value);
      return false;
    });
  }
  const sorted = values.sort((a, b) => compareValues(a, b, strings));
  return sorted.filter((value, i) => i === 0 || compareValues(sorted[i - 1], value, strings) !== 0);
}
