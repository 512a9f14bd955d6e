import { type LinkedRecord, type LinkSource, mayTouch, recordFacts, type Writer } from '../../../engine/index.ts';
import type { Caller, Deps, TenantStore } from '../../deps.ts';
import type { FileRow, RecordRow } from '../../store/rows.ts';
import { type Around, environmentOf } from '../surroundings/load-surroundings.ts';
import { lastFormIfAny } from './form-use.ts';

/** Who writes and where links are read: in the transaction that stores what comes of it. Without a caller, only charts write. */
export type Linker = { deps: Deps; around: Around; rows: TenantStore; caller?: Caller };

/** More rounds than any chain of links that a form can ask for. */
const MOST_ROUNDS = 100;

/**
 * Runs something pure that asks for links. What it asks for and is not read yet is read, and it runs again, until nothing is
 * missing: links are never believed from a request, and the engine reads nothing itself.
 */
export async function withLinks<R>(linker: Linker, run: (links: LinkSource) => R | Promise<R>): Promise<R> {
  const known = new Map<string, unknown>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const wanted = new Map<string, () => Promise<unknown>>();
    const ask = <T>(key: string, read: () => Promise<T | undefined>): T | undefined => {
      if (!known.has(key)) wanted.set(key, read);
      return known.get(key) as T | undefined;
    };
    const result = await run({
      organisation: linker.around.organisation,
      record: (form, id, by) => ask(`${by} ${form} ${id}`, () => readRecord(linker, form, id, by)),
      file: (id, by) => ask(`${by} file ${id}`, () => readFile(linker, id, by)),
    });
    if (wanted.size === 0) return result;
    for (const [key, read] of wanted) known.set(key, await read());
  }
  throw new Error('Links lead on without an end');
}

// A record that the writer may link to. A person cannot tell one that they may not read from one that does not exist.
async function readRecord(linker: Linker, key: string, id: string, by: Writer): Promise<LinkedRecord | undefined> {
  const { deps, rows, caller, around } = linker;
  const use = await lastFormIfAny(deps, rows.tenant, key);
  // A record is not linked while it is deleted, and nothing of it is copied while its personal data is erased.
  if (use) await rows.touchRecord(key, id);
  const row = use && (await rows.records(key).get(id));
  if (!row) return undefined;
  const open =
    by === 'chart' ||
    (caller !== undefined && mayTouch(caller.actor, 'read', use.form.access, row, environmentOf(around)));
  return open ? linkedRecord(row) : undefined;
}

function linkedRecord(row: RecordRow): LinkedRecord {
  return { data: row.data, record: recordFacts(row) };
}

// A file is taken by the person who uploaded it, once. A chart has no files of its own.
async function readFile({ rows, caller }: Linker, id: string, by: Writer): Promise<FileRow | undefined> {
  if (by === 'chart' || !caller) return undefined;
  const file = await rows.files.get(id);
  return file && file.owner === caller.actor.id && file.attachedTo === undefined ? file : undefined;
}
