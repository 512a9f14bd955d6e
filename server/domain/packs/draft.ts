import {
  canonicalJson,
  type DefinitionKind,
  type JsonObject,
  type PackDraft,
  type PackFiles,
} from '../../../engine/index.ts';
import type { TenantStore } from '../../deps.ts';
import { notFound } from '../../fault.ts';
import type { PackDraftRow } from '../../store/rows.ts';
import { authorsOf } from './authors.ts';

/** The draft of a pack: its rows, what they are together, and the number that each change raises. */
export type LoadedDraft = { pack: string; revision: number; rows: PackDraftRow[]; files: PackFiles };

export const draftSeries = (pack: string) => `draft/${pack}`;
export const rowId = (pack: string, kind: string, key: string) => `${pack}/${kind}/${kind === 'pack' ? 'pack' : key}`;

/** Throws `not-found` for a pack that has neither draft nor release. */
export async function loadDraft(tx: TenantStore, pack: string): Promise<LoadedDraft> {
  // The number first: a change made while the rows are read is then noticed by the next save.
  const revision = await tx.currentNumber(draftSeries(pack));
  const rows = (await tx.packDrafts.find({ filter: { pack }, sort: ['id'] })).filter(({ removed }) => removed !== true);
  const own = rows.find(({ kind }) => kind === 'pack');
  if (!own) throw notFound('pack', pack);
  return { pack, revision, rows, files: { pack: own.json, definitions: definitionsOf(rows) } };
}

function definitionsOf(rows: PackDraftRow[]): PackFiles['definitions'] {
  return rows.flatMap(({ kind, key, json }) => (kind === 'pack' ? [] : [{ kind: kind as DefinitionKind, key, json }]));
}

/** All who have changed the draft since the current release. */
export async function draftAuthors(tx: TenantStore, pack: string): Promise<string[]> {
  const current = await tx.releases.first({ filter: { pack, current: true }, fields: ['release', 'at'] });
  return authorsOf(await tx.packDrafts.find({ filter: { pack } }), current?.at);
}

export function draftView({ pack, revision, rows, files }: LoadedDraft): PackDraft {
  const base = Math.max(0, ...rows.map((row) => row.base ?? 0));
  return {
    key: pack,
    revision,
    pack: files.pack,
    packRevision: rows.find(({ kind }) => kind === 'pack')?.revision ?? 0,
    definitions: rows
      .filter(({ kind }) => kind !== 'pack')
      .map(({ kind, key, json, revision: own, changedBy, changedAt }) => ({
        kind: kind as DefinitionKind,
        key,
        json,
        revision: own,
        changedBy,
        changedAt,
      })),
    ...(base > 0 && { base }),
  };
}

type Entry = { kind: DefinitionKind | 'pack'; key: string; json: JsonObject };
const entriesOf = (files: PackFiles | undefined, pack: string): Map<string, Entry> =>
  new Map(
    (files ? [{ kind: 'pack' as const, key: pack, json: files.pack }, ...files.definitions] : []).map((entry) => [
      rowId(pack, entry.kind, entry.key),
      entry,
    ]),
  );

/**
 * Lets the draft follow a release that came from elsewhere (a folder, a rollback): definitions that nobody has edited since
 * `before` become those of `after`; edited ones stay as they were edited.
 */
export async function rebaseDraft(
  tx: TenantStore,
  change: { pack: string; before: PackFiles | undefined; after: PackFiles; release: number; by: string; at: string },
): Promise<void> {
  const { pack, release, by, at } = change;
  const before = entriesOf(change.before, pack);
  const after = entriesOf(change.after, pack);
  const rows = new Map((await tx.packDrafts.find({ filter: { pack } })).map((row) => [row.id, row]));
  for (const id of new Set([...before.keys(), ...after.keys(), ...rows.keys()])) {
    const row = rows.get(id);
    const present = row && row.removed !== true ? row.json : undefined;
    const next = after.get(id);
    if (row && !same(present, before.get(id)?.json)) continue;
    if (same(present, next?.json)) continue;
    const changed = { changedBy: by, changedAt: at, base: release, editors: [] };
    if (next && row) {
      const { removed: _removed, ...rest } = row;
      await tx.packDrafts.save({ ...rest, ...changed, json: next.json }, { ifRevision: row.revision });
    } else if (next)
      await tx.packDrafts.insert({
        id,
        pack,
        kind: next.kind,
        key: next.key,
        json: next.json,
        revision: 1,
        ...changed,
      });
    else if (row) await tx.packDrafts.save({ ...row, ...changed, removed: true }, { ifRevision: row.revision });
  }
  await tx.nextNumber(draftSeries(pack));
}

function same(a: JsonObject | undefined, b: JsonObject | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonicalJson(a) === canonicalJson(b);
}
