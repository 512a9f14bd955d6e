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

/** Rows that differ on both sides, multiplied: beyond, what stands at the same place counts as changed. */
const MOST_COMPARED = 40_000;

/** Rows that are on both sides, in order, as pairs of positions: equal ones at both ends, and between them the longest run. */
function equalRows(old: JsonObject[], now: JsonObject[]): (readonly [number, number])[] {
  const [left, right] = [old.map(canonicalJson), now.map(canonicalJson)];
  const shorter = Math.min(left.length, right.length);
  let begin = 0;
  while (begin < shorter && left[begin] === right[begin]) begin++;
  let end = 0;
  while (end < shorter - begin && left[left.length - 1 - end] === right[right.length - 1 - end]) end++;
  const [restLeft, restRight] = [left.slice(begin, left.length - end), right.slice(begin, right.length - end)];
  const between =
    restLeft.length * restRight.length > MOST_COMPARED
      ? atSamePlace(restLeft, restRight)
      : longestRun(restLeft, restRight);
  return [
    ...Array.from({ length: begin }, (_, at) => [at, at] as const),
    ...between.map(([i, j]) => [begin + i, begin + j] as const),
    ...Array.from({ length: end }, (_, at) => [left.length - end + at, right.length - end + at] as const),
  ];
}

function atSamePlace(left: string[], right: string[]): (readonly [number, number])[] {
  return left.flatMap((row, at) => (row === right[at] ? [[at, at] as const] : []));
}

function longestRun(left: string[], right: string[]): (readonly [number, number])[] {
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
