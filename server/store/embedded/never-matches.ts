// Filters that MongoDB simplifies to "nothing" before it looks at what they say.
import type { Doc } from './bson.ts';
import { isOperatorDocument } from './match-tests.ts';

/** A filter that no document can meet says nothing about a new one: MongoDB has simplified it away by then. */
export function neverMatches(filter: Doc): boolean {
  return Object.keys(filter).some((key) => {
    const value = filter[key];
    if (key === '$and' && Array.isArray(value)) return value.some((item) => neverMatches(item as Doc));
    if (key === '$or' && Array.isArray(value)) return value.every((item) => neverMatches(item as Doc));
    if (key.startsWith('$') || !isOperatorDocument(value)) return false;
    return Array.isArray(value.$all) && value.$all.length === 0;
  });
}

/** The same for a condition that stands alone, which goes before anything else is looked at. */
export function isEmptyAll(filter: Doc): boolean {
  const [only, ...others] = Object.values(filter);
  return others.length === 0 && isOperatorDocument(only) && Object.keys(only).length === 1 && neverMatches(filter);
}
