import { compareKeys, type Group, type Groups, orderedKeys, valueIn } from './groups.ts';
import type { GroupKey } from './labels.ts';
import type { WidgetQuery } from './widget-query.ts';

/**
 * The groups in the widget's order: by `sort` where it says, then dimension by dimension in their natural order
 * (time, listed choices, greatest first).
 */
export function sortGroups(query: WidgetQuery, groups: Groups): Group[] {
  const { widget } = query;
  const places = widget.dimensions.map(
    (_, index) => new Map<GroupKey, number>(orderedKeys(query, groups, index).map((key, at) => [key, at])),
  );
  const natural = (a: Group, b: Group): number => {
    for (const [index, place] of places.entries()) {
      const found = at(place, a.keys[index]) - at(place, b.keys[index]);
      if (found !== 0) return found;
    }
    return 0;
  };
  const comparators = widget.sort.map(({ by, descending }) => {
    const compare = comparatorOf(query, groups, by);
    return descending
      ? (a: Group, b: Group) => restLast(a, b) || -compare(a, b)
      : (a: Group, b: Group) => restLast(a, b) || compare(a, b);
  });
  return [...groups.list].sort((a, b) => {
    for (const compare of comparators) {
      const found = compare(a, b);
      if (found !== 0) return found;
    }
    return natural(a, b);
  });
}

function comparatorOf(query: WidgetQuery, groups: Groups, by: string): (a: Group, b: Group) => number {
  const measure = query.widget.measures.findIndex(({ key }) => key === by);
  if (measure >= 0) {
    // Nothing is less than any number.
    const value = (group: Group) => valueIn(query, groups, measure, group.cells) ?? Number.NEGATIVE_INFINITY;
    return (a, b) => (value(a) === value(b) ? 0 : value(a) - value(b));
  }
  const dimension = query.widget.dimensions.findIndex(({ key }) => key === by);
  return (a, b) => compareKeys(a.keys[dimension] ?? null, b.keys[dimension] ?? null);
}

// "Others" is no rival of the groups that it was cut from: it stands last in any order.
function restLast(a: Group, b: Group): number {
  return Number(a.keys.some(isRest)) - Number(b.keys.some(isRest));
}

function isRest(key: GroupKey): boolean {
  return typeof key === 'symbol';
}

function at(place: ReadonlyMap<GroupKey, number>, key: GroupKey | undefined): number {
  return place.get(key ?? null) ?? place.size;
}
