// What a hint does to a selection here: it brings the order of its index, or that in which the rows lie.
import type { Value } from './bson.ts';
import { isDocument } from './bson.ts';
import type { Collection } from './catalog.ts';
import { type Collation, parseCollation } from './collation.ts';
import { equalValues } from './compare.ts';
import { badValue, refused } from './errors.ts';
import { type IndexDefinition, keyPattern } from './index-definition.ts';
import { parseFindSort, parseSort, type SortKey } from './sort.ts';

/** In which order rows are wanted, and how texts compare there. Hinted, equal keys come as their rows lie. */
export type Order = { sort: SortKey[]; collation: Collation | undefined; hinted: boolean };

/**
 * The order that is asked for, or else that of the hint. MongoDB promises none without a sort, but gives this one. (It
 * differs for arrays that the filter asks about: there MongoDB goes by the elements that its bounds let through.) Throws
 * for a hint that names no index, or one which does not hold all documents.
 */
export function hintedOrder(collection: Collection, hint: Value, asked: Order): Order {
  if (hint === undefined || hint === null) return asked;
  const orderOf = (sort: SortKey[], collation?: Collation): Order =>
    asked.sort.length > 0 ? asked : { sort, collation, hinted: true };
  if (isDocument(hint) && '$natural' in hint) return orderOf(parseFindSort(hint));
  if (hint === '_id_' || equalValues(hint, { _id: 1 })) return orderOf(parseSort({ _id: 1 }));
  const isMeant = (one: IndexDefinition): boolean =>
    !one.hidden && (typeof hint === 'string' ? one.name === hint : equalValues(keyPattern(one), hint));
  const [index, ...others] = collection.indexes.filter(isMeant);
  if (index === undefined)
    throw badValue(
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  if (others.length > 0)
    throw badValue(
      'error processing query: planner returned error :: caused by :: Hint matched multiple indexes, must hint by index name',
      27,
    );
  if (index.sparse || index.partialFilter) throw refused(`a hint at the sparse or partial index "${index.name}"`);
  return orderOf(parseSort(keyPattern(index)), parseCollation(index.collation));
}
