// Copying, backing up and restoring a store, as an operator does it.
import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Bank, openBank } from '../flows/transfer-bank.ts';
import { secretKeyOf, startServer } from '../support/server.ts';
import {
  describeEachStore,
  embeddedDatabase,
  hasMongo,
  looseCollection,
  mongoDatabase,
  openMongoose,
  type TestDatabase,
} from '../support/stores.ts';
import { addKinds, bundledCommands, contentOf, filesOf, work } from './run-command.ts';

const MINUTE = 60_000;
const { begin, store, pathOf, otherFile } = bundledCommands();

describe.skipIf(!hasMongo)('a store that is copied to MongoDB and back', () => {
  it('is the same, and a server goes on with it', { timeout: 4 * MINUTE }, async () => {
    const [first, second, third] = [await embeddedDatabase(), await mongoDatabase(), await embeddedDatabase()];
    try {
      const bank = await openBank({ store: first });
      const paid = await work(bank);
      await addKinds(first.uri);
      await bank.stop();
      const before = await contentOf(first.uri);
      for (const [from, to] of [
        [first, second],
        [second, third],
      ] as const) {
        const copied = await store('copy', '--from', from.uri, '--to', to.uri);
        expect(copied).toMatchObject({ code: 0, err: '', out: expect.stringContaining('counts and hashes are equal') });
        expect(await contentOf(to.uri)).toEqual(before);
        expect(await store('verify', '--from', to.uri)).toMatchObject({ code: 0, err: '' });
      }
      const server = await startServer({ store: third, people: false, config: { secretKey: secretKeyOf(first) } });
      const finance = await server.signIn('finance');
      const { body } = await finance.get<{ status: string }>(`/cases/${paid}`);
      expect(body.status).toBe('done');
      await server.stop();
    } finally {
      for (const database of [first, second, third]) await database.stop();
    }
  });
});

describeEachStore('the commands of a store', ({ kind, connect }) => {
  let source: TestDatabase;
  let bank: Bank;
  /** Where the source has its uploaded files. */
  let uploads: string;
  beforeAll(async () => {
    source = await connect();
    bank = await openBank({ store: source });
    for (let times = 0; times < 2; times += 1) await work(bank);
    await addKinds(source.uri);
    uploads = join(bank.server.deps.config.data, 'files');
  }, 2 * MINUTE);
  const backup = (file: string, from = source.uri, files = uploads) =>
    store('backup', '--from', from, '--file', file, '--files', files);
  let folders = 0;
  /** A folder that is not there yet. */
  const newFolder = () => pathOf(`${kind}-files-${folders++}`);
  const restore = (file: string, to: string, files = newFolder()) =>
    store('restore', '--file', file, '--to', to, '--files', files);
  afterAll(async () => {
    await bank.stop();
    await source.stop();
  });
  const target = async (use: (database: TestDatabase) => Promise<void>) => {
    const database = await connect();
    try {
      await use(database);
    } finally {
      await database.stop();
    }
  };

  it('back up while people work, and restore one moment of it into an empty place', {
    timeout: 3 * MINUTE,
  }, async () => {
    const file = pathOf(`${kind}-load.gz`);
    let going = true;
    let submitted = 0;
    const load = (async () => {
      while (going) {
        await work(bank);
        submitted += 1;
      }
    })();
    // Somebody is at work before the backup begins, and until it has ended.
    await vi.waitUntil(() => submitted > 0, { timeout: MINUTE });
    const saved = await backup(file);
    going = false;
    await load;
    expect(saved).toMatchObject({ code: 0, err: '' });
    expect(statSync(file).mode & 0o077).toBe(0);
    await target(async (empty) => {
      const files = newFolder();
      expect(await restore(file, empty.uri, files)).toMatchObject({ code: 0, err: '' });
      // One moment: no case without its history, its tasks, its record and its files.
      const verified = await store('verify', '--from', empty.uri, '--files', files);
      expect(verified, verified.out).toMatchObject({ code: 0, err: '' });
      expect(Object.keys(filesOf(files)).length).toBeGreaterThan(0);
      expect(filesOf(uploads)).toMatchObject(filesOf(files));
      const again = await restore(file, empty.uri);
      expect(again).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^.* is not empty .*: name an empty place\n$/),
      });
      const copy = pathOf(`${kind}-again.gz`);
      expect((await backup(copy, empty.uri, files)).code).toBe(0);
      await target(async (second) => {
        expect(await restore(copy, second.uri, files)).toMatchObject({
          code: 1,
          err: expect.stringMatching(/-files-\d+ is not empty .*: name an empty folder by --files\n$/),
        });
        const others = newFolder();
        await restore(copy, second.uri, others);
        expect(await contentOf(second.uri)).toEqual(await contentOf(empty.uri));
        expect(filesOf(others)).toEqual(filesOf(files));
      });
    });
  });

  it('refuse a backup that is cut short or changed, before they write', { timeout: 2 * MINUTE }, async () => {
    const file = pathOf(`${kind}-whole.gz`);
    await backup(file);
    const cut = pathOf(`${kind}-cut.gz`);
    copyFileSync(file, cut);
    truncateSync(cut, Math.floor(statSync(file).size / 2));
    const changed = pathOf(`${kind}-changed.gz`);
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
    writeFileSync(changed, bytes);
    await target(async (empty) => {
      for (const bad of [cut, changed, otherFile()])
        expect(await restore(bad, empty.uri)).toMatchObject({
          code: 1,
          err: expect.stringMatching(/^.*(cannot be read|is not whole|is damaged|is not a backup).*\n$/),
        });
      expect(await store('stats', '--from', source.uri)).toMatchObject({ code: 0 });
      if (kind === 'mongodb') expect(await contentOf(empty.uri)).toEqual({});
      else expect(existsSync(empty.uri.slice('sqlite:'.length))).toBe(false);
    });
    expect((await backup(file)).err).toMatch(/exists already/);
  });

  it('tell of uploaded files that are gone or changed, in the folder and in a backup', {
    timeout: 2 * MINUTE,
  }, async () => {
    const files = newFolder();
    cpSync(uploads, files, { recursive: true });
    const paths = Object.keys(filesOf(files));
    expect(paths.length).toBeGreaterThan(1);
    const [gone = '', altered = ''] = paths;
    rmSync(join(files, gone));
    writeFileSync(join(files, altered), 'something else');
    const verified = await store('verify', '--from', source.uri, '--files', files, '--language', 'en');
    expect(verified.code).toBe(1);
    expect(verified.out).toContain(`files demo/${basename(gone)}: its bytes are not in ${files}\n`);
    expect(verified.out).toContain(
      `files demo/${basename(altered)} /sha256: its bytes are not those that were uploaded\n`,
    );
    const partial = await backup(pathOf(`${kind}-partial.gz`), source.uri, files);
    expect(partial.code).toBe(1);
    expect(partial.out).toContain(`The uploaded file ${basename(gone)} is not in ${files}\n`);
    expect(partial.out).toContain(`The uploaded file ${basename(altered)} is not what was uploaded`);
    expect(await backup(pathOf(`${kind}-nowhere.gz`), source.uri, newFolder())).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^There is no folder .* with uploaded files: name it by --files, or "none"\n$/),
    });
    // A whole archive in which one byte of an uploaded file is another.
    const whole = pathOf(`${kind}-bytes.gz`);
    await backup(whole);
    const text = gunzipSync(readFileSync(whole)).toString();
    const harmed = text.replace(/\{"part":"(.)/, (_, first) => `{"part":"${first === 'A' ? 'B' : 'A'}`);
    writeFileSync(whole, gzipSync(harmed));
    const without = pathOf(`${kind}-without.gz`);
    writeFileSync(without, gzipSync(text.replace(/\{"file":.*\n(\{"part":.*\n)*\{"fileEnd":.*\n/, '')));
    await target(async (empty) => {
      expect((await restore(whole, empty.uri)).err).toMatch(
        /is damaged in the uploaded file [\w-]+: take another backup\n$/,
      );
      expect((await restore(without, empty.uri)).err).toMatch(/is not whole: it was cut short\n$/);
    });
  });

  it('go on with a restore that was killed, files and all', { timeout: 3 * MINUTE }, async () => {
    const file = pathOf(`${kind}-killed.gz`);
    await backup(file);
    await target(async (empty) => {
      const files = newFolder();
      const { child, said, ended } = begin('restore', '--file', file, '--to', empty.uri, '--files', files);
      await expect.poll(() => said.out, { timeout: MINUTE, interval: 5 }).toContain('history: ');
      child.kill('SIGKILL');
      expect((await ended).code).toBeNull();
      const again = await restore(file, empty.uri, files);
      expect(again).toMatchObject({ code: 0, err: '', out: expect.stringContaining('going on with a copy') });
      const verified = await store('verify', '--from', empty.uri, '--files', files);
      expect(verified, verified.out).toMatchObject({ code: 0 });
    });
  });

  it('go on with a copy that was killed', { timeout: 3 * MINUTE }, async () => {
    await target(async (many) => {
      const own = await openMongoose(many.uri);
      for (let part = 0; part < 6; part += 1)
        await looseCollection(own, 'many').insertMany(
          Array.from({ length: 10_000 }, (_, i) => ({ _id: `${part}-${i}`, n: i, text: 'x'.repeat(100) })),
        );
      await own.disconnect();
      await target(async (copy) => {
        const { child, said, ended } = begin('copy', '--from', many.uri, '--to', copy.uri);
        await expect.poll(() => said.out, { timeout: MINUTE, interval: 10 }).toContain('documents …');
        child.kill('SIGKILL');
        expect((await ended).code).toBeNull();
        const other = await store('copy', '--from', source.uri.replace(/[^/]+$/, 'elsewhere'), '--to', copy.uri);
        expect(other).toMatchObject({ code: 1, err: expect.stringContaining('unfinished copy') });
        const again = await store('copy', '--from', many.uri, '--to', copy.uri);
        expect(again).toMatchObject({ code: 0, err: '', out: expect.stringContaining('going on with a copy') });
        expect(await contentOf(copy.uri)).toEqual(await contentOf(many.uri));
      });
    });
  });

  it.runIf(kind === 'embedded')('refuse to copy from under a server', async () => {
    const copied = await store('copy', '--from', source.uri, '--to', `sqlite:${pathOf('other.db')}`);
    expect(copied).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Another process is using the data file .*\n$/),
    });
  });
});
