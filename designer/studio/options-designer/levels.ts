import { isJsonObject, type Json } from '../../../engine/index.ts';

/** Which value stands above which, read once for all rows. */
export type Levels = ReadonlyMap<string, string>;

export function levelsOf(items: readonly Json[]): Levels {
  return new Map(
    items.flatMap((item) =>
      isJsonObject(item) && typeof item.key === 'string' && typeof item.parent === 'string'
        ? [[item.key, item.parent] as const]
        : [],
    ),
  );
}

/** The values above one, nearest first; a circle is gone round once. */
export function above(levels: Levels, key: string): string[] {
  const found: string[] = [];
  for (let next = levels.get(key); next !== undefined && !found.includes(next); next = levels.get(next))
    found.push(next);
  return found;
}
