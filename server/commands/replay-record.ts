// A record against its history: what it was made with and every change since must give the data that is stored.
import type { Json, JsonObject } from '../../engine/index.ts';
import type { Change } from '../domain/records/record-changes.ts';
import { firstDifference, same } from './difference.ts';
import type { StoreFault } from './faults.ts';
import type { Doc } from './place.ts';

/** `id` names the chain. Of a record that was there before its history began, what history does not speak of is not known. */
export function* replayRecord(
  id: string,
  links: Doc[],
  holder: { collection: string; row: Doc } | undefined,
): Generator<StoreFault> {
  const data = new Map<string, Json | undefined>();
  // Links of earlier builds do not tell what a move to a newer release took out: it lies in `former`.
  const former = (holder?.row.former ?? []) as unknown as { data: JsonObject }[];
  const isKept = (field: string, value: Json | undefined) =>
    former.some((each) => Object.hasOwn(each.data, field) && alike(each.data[field], value));
  let isWhole = false;
  let isDeleted = false;
  for (const { kind, body, seq } of links) {
    const told = body as JsonObject;
    if (kind === 'created') {
      isWhole = true;
      for (const [field, value] of Object.entries(told.data as JsonObject)) data.set(field, value);
    } else if (kind === 'deleted') isDeleted = true;
    else if (kind === 'changed') {
      for (const { path: field, before, after } of [
        ...((told.moved ?? []) as unknown as Change[]),
        ...(told.changes as unknown as Change[]),
      ]) {
        const found = data.get(field);
        // Values are left out of what is told: they are personal data.
        if (
          (isWhole || data.has(field)) &&
          !alike(found, before) &&
          !(told.release !== undefined && isKept(field, found))
        )
          yield { collection: 'history', id, path: `/${seq}`, code: 'record-diverged', params: { field } };
        data.set(field, after);
      }
    }
  }
  if (!holder) {
    if (!isDeleted) yield { collection: 'history', id, code: 'chain-stray', params: { of: 'record' } };
    return;
  }
  const { collection, row } = holder;
  const of = { collection, id: String(row._id) };
  if (isDeleted) yield { ...of, code: 'record-deleted', params: {} };
  const stored = row.data as JsonObject;
  for (const field of new Set([...data.keys(), ...(isWhole ? Object.keys(stored) : [])])) {
    const [value, wanted] = [stored[field], data.get(field)];
    if (alike(value, wanted) || (value === undefined && isKept(field, wanted))) continue;
    const path = `/data/${field}${firstDifference(value, wanted)?.path ?? ''}`;
    yield { ...of, path, code: 'record-differs', params: {} };
  }
}

// A field that is cleared is null or absent: changes do not tell these apart.
const alike = (one: Json | undefined, other: Json | undefined) => same(one ?? null, other ?? null);
