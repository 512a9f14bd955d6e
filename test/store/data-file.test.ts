// The data file of the embedded store: who may open it, how it is kept, and what is said when it cannot be used.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import mongoose from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyDataFile, embeddedDriver } from '../../server/store/embedded/index.ts';
import { Sqlite } from '../../server/store/embedded/sqlite.ts';
import { Store } from '../../server/store/embedded/store.ts';
import { looseCollection, openMongoose } from '../support/stores.ts';

let folder: string;
let file: string;
let open: mongoose.Mongoose[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dougong-file-'));
  file = join(folder, 'data.db');
  open = [];
});
afterEach(async () => {
  for (const own of open) await own.disconnect();
  rmSync(folder, { recursive: true, force: true });
});

async function connect(path = file): Promise<mongoose.Mongoose> {
  const own = await openMongoose(`sqlite:${path}`);
  open.push(own);
  return own;
}

/** The code and the one line with which opening a file, or something else, fails. */
async function refusal(work: Promise<unknown>): Promise<{ code: unknown; message: string }> {
  const error = (await work.then(
    () => ({ code: 'accepted', message: '' }),
    (caught: unknown) => caught,
  )) as { code: unknown; message: string };
  return { code: error.code, message: error.message };
}

type Inner = {
  store: {
    commits: { flushes: number };
    file: { writer: Sqlite; reader: Sqlite };
  };
};
const innerOf = (own: mongoose.Mongoose) => own.connection.getClient() as unknown as Inner;

describe('a data file', () => {
  it('needs nothing but a driver and an address', async () => {
    const own = new mongoose.Mongoose();
    open.push(own);
    own.setDriver(embeddedDriver);
    await own.connect(`sqlite:./${relative(process.cwd(), file)}`);
    const Thing = own.model('Thing', new own.Schema({ name: String }));
    await Thing.create({ name: 'kept' });
    await own.disconnect();
    const again = await connect();
    expect(await looseCollection(again, 'things').countDocuments({ name: 'kept' })).toBe(1);
  });

  it('may be in memory, each connection with its own', async () => {
    const [a, b] = [await openMongoose('sqlite::memory:'), await openMongoose('sqlite::memory:')];
    open.push(a, b);
    await looseCollection(a, 't').insertOne({ _id: 1 });
    expect(await looseCollection(a, 't').countDocuments()).toBe(1);
    expect(await looseCollection(b, 't').countDocuments()).toBe(0);
  });

  it('is for its owner only, whatever the process would allow', async () => {
    const before = process.umask(0);
    try {
      const own = await connect();
      await looseCollection(own, 't').insertOne({ _id: 1 });
      await copyDataFile(`sqlite:${file}`, join(folder, 'copy.db'));
      const names = readdirSync(folder);
      expect(names).toEqual(
        expect.arrayContaining(['copy.db', 'data.db', 'data.db-lock', 'data.db-shm', 'data.db-wal']),
      );
      const rights = names.map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]);
      expect(rights).toEqual(names.map((name) => [name, '600']));
    } finally {
      process.umask(before);
    }
  });

  it('keeps a log, trusts no schema, and acknowledges a write only after it is flushed', async () => {
    const own = await connect();
    const { store } = innerOf(own);
    const rows = looseCollection(own, 't');
    await rows.insertOne({ _id: 0 });
    for (const db of [store.file.writer, store.file.reader]) {
      expect(db.get('PRAGMA journal_mode')).toEqual(['wal']);
      expect(db.get('PRAGMA trusted_schema')).toEqual([0]);
    }
    const before = store.commits.flushes;
    for (let i = 1; i <= 5; i += 1) await rows.insertOne({ _id: i });
    expect(store.commits.flushes - before).toBe(5);
    await Promise.all(Array.from({ length: 20 }, (_, i) => rows.insertOne({ _id: 100 + i })));
    expect(store.commits.flushes - before).toBeLessThan(5 + 20);
  });

  it('is shared by the connections of a process and refused to another process', async () => {
    const [own, second] = [await connect(), await connect()];
    await looseCollection(own, 't').insertOne({ _id: 1 });
    expect(await looseCollection(second, 't').countDocuments()).toBe(1);
    const complaint = await said();
    expect(complaint).toContain('store-locked');
    expect(complaint).toContain(file);
  });

  /** What another process says that cannot open the file. */
  async function said(): Promise<string> {
    const other = spawn(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, 'commit-loop.ts'), `sqlite:${file}`, '1'],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let text = '';
    other.stderr.on('data', (part: Buffer) => {
      text += part.toString();
    });
    expect(await new Promise((resolve) => other.once('close', resolve))).toBe(1);
    return text;
  }

  it('is free again once it is closed, and waits until it is', async () => {
    const first = await connect();
    await looseCollection(first, 't').insertOne({ _id: 1 });
    const closed = first.disconnect();
    const own = await connect();
    await closed;
    await looseCollection(own, 't').insertOne({ _id: 2 });
    expect(await looseCollection(own, 't').countDocuments()).toBe(2);
  });

  it('keeps the lock of its process when somebody tries to open it there once more', async () => {
    const own = await connect();
    await looseCollection(own, 't').insertOne({ _id: 1 });
    expect(() => new Store({ path: file, temporary: false })).toThrow(
      expect.objectContaining({ code: 'store-locked' }),
    );
    expect(await said()).toContain('store-locked');
  });
});

describe('a data file that cannot be used says so in one line', () => {
  async function filled(): Promise<void> {
    const own = await connect();
    await looseCollection(own, 't').insertMany(
      Array.from({ length: 2000 }, (_, i) => ({ _id: i, text: `${i}`.repeat(40) })),
    );
    await own.disconnect();
  }

  it('when it is no data file', async () => {
    writeFileSync(file, 'this is text, and long enough to be read as the head of a data file '.repeat(20));
    const { code, message } = await refusal(connect());
    expect(code).toBe('store-damaged');
    expect(message).toContain('backup');
    expect(message).not.toContain('\n');
  });

  it('when a page of it is damaged and the process before did not end as it should', async () => {
    const own = await connect();
    await looseCollection(own, 't').insertMany(
      Array.from({ length: 2000 }, (_, i) => ({ _id: i, text: `${i}`.repeat(40) })),
    );
    innerOf(own).store.file.writer.exec('PRAGMA wal_checkpoint(FULL)');
    await looseCollection(own, 't').insertOne({ _id: 'last' });
    const copy = join(folder, 'copy.db');
    for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${copy}${end}`);
    spoil(copy);
    expect((await refusal(connect(copy))).code).toBe('store-damaged');
  });

  it('when a page of it is damaged and somebody reads it', async () => {
    await filled();
    spoil(file);
    const own = await connect();
    const read = looseCollection(own, 't').find().toArray();
    expect((await refusal(read)).code).toBe('store-damaged');
  });

  it('when it was written by a newer version', async () => {
    await filled();
    const db = new Sqlite(file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    const { code, message } = await refusal(connect());
    expect(code).toBe('store-too-new');
    expect(message).toContain('update');
  });

  it('when it is a folder', async () => {
    mkdirSync(file);
    expect((await refusal(connect())).code).toBe('store-unreachable');
  });

  it.skipIf(process.geteuid === undefined)('when it may not be written', async () => {
    await filled();
    chmodSync(file, 0o444);
    chmodSync(folder, 0o555);
    // The one who may write everything has to be somebody else for a moment.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      const { code, message } = await refusal(connect());
      expect(code).toBe('store-read-only');
      expect(message).toContain('rights');
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(folder, 0o755);
    }
  });

  it('when no space is left, keeping what is there and going on once there is some', async () => {
    const own = await connect();
    const rows = looseCollection(own, 't');
    await rows.insertOne({ _id: 1, text: 'kept' });
    const { writer } = innerOf(own).store.file;
    const pages = Number(writer.get('PRAGMA page_count')?.[0]);
    writer.exec(`PRAGMA max_page_count = ${pages + 4}`);
    const many = Array.from({ length: 500 }, (_, i) => ({ _id: 10 + i, text: 'x'.repeat(500) }));
    const { code, message } = await refusal(rows.insertMany(many));
    expect(code).toBe('store-full');
    expect(message).toContain('nothing was stored');
    expect(await rows.find().toArray()).toEqual([{ _id: 1, text: 'kept' }]);
    const session = await own.startSession();
    await expect(session.withTransaction(() => rows.insertMany(many, { session }))).rejects.toMatchObject({
      code: 'store-full',
    });
    await session.endSession();
    writer.exec('PRAGMA max_page_count = 1000000');
    await rows.insertMany(many);
    expect(await rows.countDocuments()).toBe(501);
  });

  /** Overwrites the middle of a file. */
  function spoil(path: string): void {
    const size = readFileSync(path).length;
    const handle = openSync(path, 'r+');
    writeSync(handle, Buffer.alloc(Math.floor(size / 2), 0x5a), 0, undefined, Math.floor(size / 4));
  }
});

describe('a disk that does not confirm', () => {
  it('ends the store: nothing is acknowledged any more until it is opened anew', async () => {
    const own = await connect();
    const rows = looseCollection(own, 't');
    await rows.insertOne({ _id: 'before' });
    const commits = innerOf(own).store.commits as unknown as { file: number };
    const { file: log } = commits;
    // A device that cannot be flushed.
    commits.file = openSync('/dev/null', 'r');
    const failed = { code: 'store-failed' };
    const waiting = ['first', 'second'].map((_id) => refusal(rows.insertOne({ _id })));
    expect(await Promise.all(waiting)).toEqual([expect.objectContaining(failed), expect.objectContaining(failed)]);
    for (const work of [() => rows.insertOne({ _id: 'after' }), () => rows.findOne({}), () => rows.find().toArray()])
      expect(await refusal(work())).toMatchObject(failed);
    closeSync(log);
    await own.disconnect();
    const again = await connect();
    expect(await looseCollection(again, 't').findOne({ _id: 'before' })).toEqual({ _id: 'before' });
    expect(await looseCollection(again, 't').countDocuments({ _id: 'after' })).toBe(0);
  });
});

describe('a long read', () => {
  it('lets the log grow only while it lasts', async () => {
    const own = await connect();
    const rows = looseCollection(own, 't');
    const { writer, reader } = innerOf(own).store.file;
    // A small log stands for one of gigabytes.
    const limit = 200_000;
    expect(writer.get('PRAGMA journal_size_limit')).toEqual([64 * 1024 * 1024]);
    writer.exec(`PRAGMA journal_size_limit = ${limit}`);
    writer.exec('PRAGMA wal_autocheckpoint = 10');
    const write = async (count: number) => {
      for (let i = 0; i < count; i += 1) await rows.insertOne({ text: 'x'.repeat(20_000) });
    };
    await write(1);
    reader.exec('BEGIN');
    reader.get('SELECT count(*) FROM catalog');
    await write(30);
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(2 * limit);
    reader.exec('COMMIT');
    await write(3);
    expect(statSync(`${file}-wal`).size).toBeLessThanOrEqual(limit);
  });

  it('lets others commit, and does not see what they did', async () => {
    const own = await connect();
    const rows = looseCollection(own, 't');
    await rows.insertMany(Array.from({ length: 20_000 }, (_, i) => ({ _id: i, text: `${'a'.repeat(200)}${i}` })));
    const done: string[] = [];
    const slow = {
      $expr: { $gt: [{ $strLenCP: { $replaceAll: { input: '$text', find: 'aa', replacement: 'b' } } }, 0] },
    };
    const reading = rows
      .find(slow, { sort: { text: 1 } })
      .toArray()
      .then((found) => {
        done.push('read');
        return found;
      });
    await new Promise((resolve) => setImmediate(resolve));
    await rows.insertOne({ _id: 'late', text: 'late' });
    await rows.deleteOne({ _id: 0 });
    done.push('committed');
    const found = await reading;
    expect(done).toEqual(['committed', 'read']);
    expect(found.length).toBe(20_000);
    expect(await rows.countDocuments({ text: 'late' })).toBe(1);
  });
});
