import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../../../engine/index.ts';

/** What became of a row; `row` counts from 0, in the new rows or, where it was removed, in the old ones. */
export type RowChange =
  | { kind: 'added'; row: number; after: JsonObject }
  | { kind: 'removed'; row: number; before: JsonObject }
  | { kind: 'changed'; row: number; before: JsonObject; after: JsonObject };

/** Tells old rows from new ones: equal rows stay, what stands between the same neighbours was changed, the rest came or went. */
export function rowChanges(before: readonly Json[], after: readonly Json[]): RowChange[] {
  const [old, now] = [before.map(rowOf), after.map(rowOf)];
  const changes: RowChange[] = [];
  let [i, j] = [0, 0];
  for (const [m, n] of [...equalRows(old, now), [old.length, now.length] as const]) {
    while (i < m && j < n) {
      changes.push({ kind: 'changed', row: j, before: old[i] as JsonObject, after: now[j] as JsonObject });
      i += 1;
      j += 1;
    }
    for (; i < m; i++) changes.push({ kind: 'removed', row: i, before: old[i] as JsonObject });
    for (; j < n; j++) changes.push({ kind: 'added', row: j, after: now[j] as JsonObject });
    i = m + 1;
    j = n + 1;
  }
  return changes;
}

const rowOf = (row: Json): JsonObject => (isJsonObject(row) ? row : {});

/** The longest run of rows that are on both sides, in order, as pairs of positions. */
function equalRows(old: JsonObject[], now: JsonObject[]): (readonly [number, number])[] {
  const [left, right] = [old.map(canonicalJson), now.map(canonicalJson)];
  const longest = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1));
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--) {
      const here = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      (longest[i] as Uint32Array)[j] = here;
    }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (left[i] === right[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}
