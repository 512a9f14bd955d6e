import { canonicalJson, type JsonObject, own } from '../../../engine/index.ts';

/** What a change did to a record, field by field; an absent side is an empty field. */
export type Change = { path: string; before?: JsonObject[string]; after?: JsonObject[string] };

export function changesBetween(before: JsonObject, after: JsonObject): Change[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changes: Change[] = [];
  for (const name of names) {
    const [old, now] = [own(before, name), own(after, name)];
    if (canonicalJson(old ?? null) === canonicalJson(now ?? null)) continue;
    changes.push({ path: name, ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) });
  }
  return changes;
}

/** What a move to a newer release took out of a record or brought into another shape, for its history. */
export function movedBetween(
  { data: before }: { data: JsonObject },
  { data: after }: { data: JsonObject },
): { moved?: Change[] } {
  const moved = changesBetween(before, after);
  return moved.length > 0 ? { moved } : {};
}
