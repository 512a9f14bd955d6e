// The data file: who may open it, with which rights and settings, and whether it is sound.
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { refused, StoreError } from './errors.ts';
import { checkSoundness } from './soundness.ts';
import { releaseFiles, Sqlite } from './sqlite.ts';

const PREFIX = 'sqlite:';
const MEMORY = ':memory:';
const BUSY_TIMEOUT_MS = 5000;
/** Pages in the log (16 MB) before they are moved into the file. */
const CHECKPOINT_PAGES = 4000;
/** Bytes that the log may keep when nothing in it is needed any more. */
const LONGEST_LOG = 64 * 1024 * 1024;

/** True for the addresses that this store answers: `sqlite:./data/dougong.db`, `sqlite::memory:`. */
export function isEmbeddedUri(uri: string): boolean {
  return uri.startsWith(PREFIX) && uri.length > PREFIX.length;
}

/** Where an address leads: a path, or a folder of its own for a store that ends with its connection. */
export type Location = { path: string; temporary: boolean };

export function locate(uri: string): Location {
  if (!isEmbeddedUri(uri)) {
    throw new StoreError(
      'store-unreachable',
      `"${uri}" is not an address of the embedded store: it begins with "sqlite:"`,
    );
  }
  const [path, query] = uri.slice(PREFIX.length).split('?', 2) as [string, string | undefined];
  for (const name of new URLSearchParams(query).keys()) throw refused(`the option "${name}" in an address`);
  const name = path.replace(/^\/\/(?=\/|\.)/, '');
  if (name !== MEMORY) return { path: resolve(name), temporary: false };
  return { path: join(mkdtempSync(join(tmpdir(), 'dougong-')), 'memory.db'), temporary: true };
}

/** The default database. It does not depend on the file's name: a file may be copied and renamed. */
export const DEFAULT_DATABASE = 'dougong';

export type OpenFile = { writer: Sqlite; reader: Sqlite; lock: Sqlite | undefined; location: Location };

/** Opens the file for this process alone. Throws a coded error that says what stands in the way. */
export function openDataFile(location: Location): OpenFile {
  const { path, temporary } = location;
  prepareFile(location);
  const lock = temporary ? undefined : takeLock(path);
  let writer: Sqlite | undefined;
  try {
    // A log that is still there was left by a process that did not end as it should.
    const unclean = existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;
    writer = new Sqlite(path);
    writer.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    writer.exec('PRAGMA trusted_schema = OFF');
    writer.exec('PRAGMA foreign_keys = ON');
    // What is removed or replaced is overwritten: the file must not keep what a person has erased.
    writer.exec('PRAGMA secure_delete = ON');
    const mode = writer.get('PRAGMA journal_mode = WAL')?.[0];
    if (mode !== 'wal')
      throw new StoreError(
        'store-unreachable',
        `The data file ${path} cannot keep a write-ahead log here (${String(mode)})`,
      );
    // FULL would add one thing to NORMAL: a flush of the log after each commit, on this thread, for each commit alone.
    // That flush is the group commit's instead: beside the event loop, one for all who wait, and before any request is
    // answered. SQLite's own flushes, of the log before and of the file after its pages are moved, and of the head of a
    // new log, are those of NORMAL. `power-loss.test.ts` drops what was not flushed and holds this to its word.
    writer.exec(`PRAGMA synchronous = ${temporary ? 'OFF' : 'NORMAL'}`);
    writer.exec('PRAGMA cache_size = -65536');
    // What a savepoint may have to undo is kept in memory, not in a file of its own.
    writer.exec('PRAGMA temp_store = MEMORY');
    // Pages that change again and again go into the file once for many commits.
    writer.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    // A long read may let the log grow; when it is begun anew afterwards, the room is given back.
    writer.exec(`PRAGMA journal_size_limit = ${LONGEST_LOG}`);
    const unchecked = unclean ? checkSoundness(writer, path) : [];
    if (unchecked.length > 0) tellUnchecked(path, unchecked);
    return { writer, reader: openReader(path, 64), lock, location };
  } catch (error) {
    writer?.close();
    lock?.close();
    throw error;
  }
}

function tellUnchecked(path: string, tables: string[]): void {
  const some = tables.slice(0, 5).join(', ') + (tables.length > 5 ? ` and ${tables.length - 5} more` : '');
  process.emitWarning(
    `The data file ${path} was not closed and is too large to be looked through whole at a start (${some}): verify it with "npm run store -- verify"`,
    { type: 'StoreWarning', code: 'store-unchecked' },
  );
}

/** A connection that cannot write, with so many megabytes for what it has read. */
export function openReader(path: string, megabytes: number): Sqlite {
  const reader = new Sqlite(path);
  reader.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  reader.exec('PRAGMA trusted_schema = OFF');
  reader.exec(`PRAGMA cache_size = -${megabytes * 1024}`);
  reader.exec('PRAGMA query_only = ON');
  return reader;
}

/** A file for its owner only. One that exists is not opened: closing it would give back the locks that SQLite holds on it. */
function makePrivate(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) closeSync(openSync(file, 'a', 0o600));
  else if (!found.isFile())
    throw new StoreError('store-unreachable', `The data file ${file} cannot be opened: it is not a file`);
  else {
    accessSync(file, constants.R_OK | constants.W_OK);
    chmodSync(file, 0o600);
  }
}

/** Makes the folder and the files, readable for their owner only. */
function prepareFile({ path, temporary }: Location): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // What SQLite puts beside a file takes the rights of that file, so both are made before SQLite sees them.
    for (const file of [path, ...(temporary ? [] : [`${path}-lock`])]) makePrivate(file);
    // These are there after a crash, perhaps with the rights of a copy.
    for (const file of [`${path}-wal`, `${path}-shm`]) if (existsSync(file)) makePrivate(file);
    syncFolder(dirname(path));
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ENOSPC') throw new StoreError('store-full', `No space is left for the data file ${path}`, cause);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
      throw new StoreError(
        'store-read-only',
        `The data file ${path} cannot be written: check the owner and rights of it and its folder`,
        cause,
      );
    }
    throw new StoreError(
      'store-unreachable',
      `The data file ${path} cannot be opened (${code ?? String(cause)})`,
      cause,
    );
  }
}

/** A new file's name must be on the disk as well as its content. Not every system can flush a folder. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Windows has no such call; its file system records names in its own journal.
  }
}

/**
 * Keeps other processes out. The lock is SQLite's own on a file beside the data: the operating system gives it back
 * when the process ends, however it ends.
 */
function takeLock(path: string): Sqlite {
  const lock = new Sqlite(`${path}-lock`);
  try {
    lock.exec('PRAGMA busy_timeout = 0');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof StoreError && error.code === 'store-locked') {
      throw new StoreError(
        'store-locked',
        `Another process is using the data file ${path}. Only one server may use the embedded store: stop the other one, or set MONGODB_URI for several servers`,
        error,
      );
    }
    throw error;
  }
}

/** Closes the connections, and removes what was only for this run. */
export async function closeDataFile({ writer, reader, lock, location }: OpenFile): Promise<void> {
  reader.close();
  try {
    if (!location.temporary) writer.exec('PRAGMA optimize');
    writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch (error) {
    // Tidying may want room that is not there. What was acknowledged is in the log; the next start goes on with it.
    if (!(error instanceof StoreError)) throw error;
  } finally {
    writer.close();
    await releaseFiles();
    // Others may come in only now.
    lock?.close();
    if (location.temporary) rmSync(dirname(location.path), { recursive: true, force: true });
  }
}
