// What an operator does with a store, run as he runs it: the bundled program in a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { digestOf } from '../../server/store/commands/digest.ts';
import { collectionsOf, indexesOf, openPlace } from '../../server/store/commands/place.ts';
import { Sqlite } from '../../server/store/embedded/sqlite.ts';
import { type Bank, openBank } from '../flows/transfer-bank.ts';
import { type Bundle, bundleServer, serverFlags } from '../support/bundled-server.ts';
import { startServer } from '../support/server.ts';
import {
  describeEachStore,
  embeddedDatabase,
  hasMongo,
  looseCollection,
  mongoDatabase,
  openMongoose,
  type TestDatabase,
} from '../support/stores.ts';

const MINUTE = 60_000;
let bundle: Bundle;
let folder: string;
beforeAll(async () => {
  bundle = await bundleServer();
  folder = mkdtempSync(join(tmpdir(), 'dougong-commands-'));
});
afterAll(async () => {
  await bundle.remove();
  rmSync(folder, { recursive: true, force: true });
});

function begin(args: string[]) {
  const child = spawn(process.execPath, [...serverFlags, bundle.store, ...args], {
    env: { PATH: process.env.PATH ?? '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  for (const [name, stream] of [
    ['out', child.stdout],
    ['err', child.stderr],
  ] as const)
    stream.on('data', (part: Buffer) => {
      said[name] += part;
    });
  return { child, said, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, ...said })) };
}
const store = (...args: string[]) => begin(args).ended;

/** Digest and index names of every collection. */
async function contentOf(uri: string): Promise<object> {
  const place = await openPlace(uri);
  try {
    const content: { [name: string]: unknown } = {};
    for (const name of await collectionsOf(place)) {
      const indexes = await indexesOf(place, name);
      content[name] = [await digestOf(place, name), indexes.map(({ name: index, unique }) => [index, unique ?? false])];
    }
    return content;
  } finally {
    await place.close();
  }
}

async function work(bank: Bank): Promise<string> {
  const { case: paid } = await bank.submit({ amount: 4_000_000 });
  await bank.decide('finance', paid, 'approve');
  await bank.submit({ amount: 8_000_000 });
  return paid;
}

type Row = { id: string; record: string };

/** A collection beside ours, of values that JSON cannot tell apart. */
async function addKinds(uri: string): Promise<void> {
  const { ObjectId, Long, Double, Decimal128, Binary, UUID } = mongoose.mongo;
  const own = await openMongoose(uri);
  await looseCollection(own, 'kinds').insertMany([
    {
      _id: 'a',
      id: new ObjectId(),
      at: new Date(0),
      dec: Decimal128.fromString('1.50'),
      nothing: null,
      list: [1, [2]],
    },
    { _id: 'b', long: Long.fromNumber(7), big: Long.MAX_VALUE, double: new Double(7), minus: -0, nan: Number.NaN },
    { _id: 'c', bytes: new Binary(Buffer.from([0, 255])), uuid: new UUID(), 'a.b': 1, text: '中文 🧱', pattern: /^a/i },
  ]);
  await looseCollection(own, 'kinds').createIndex({ text: 1 }, { name: 'text_1', sparse: true });
  await own.disconnect();
}

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
      const server = await startServer({ store: third, people: false });
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
  beforeAll(async () => {
    source = await connect();
    bank = await openBank({ store: source });
    for (let times = 0; times < 2; times += 1) await work(bank);
    await addKinds(source.uri);
  }, 2 * MINUTE);
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
    const file = join(folder, `${kind}-load.gz`);
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
    const backup = await store('backup', '--from', source.uri, '--file', file);
    going = false;
    await load;
    expect(backup).toMatchObject({ code: 0, err: '' });
    expect(statSync(file).mode & 0o077).toBe(0);
    await target(async (empty) => {
      expect(await store('restore', '--file', file, '--to', empty.uri)).toMatchObject({ code: 0, err: '' });
      // One moment: no case without its history, its tasks and its record.
      const verified = await store('verify', '--from', empty.uri);
      expect(verified, verified.out).toMatchObject({ code: 0, err: '' });
      const again = await store('restore', '--file', file, '--to', empty.uri);
      expect(again).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^.* is not empty .*: name an empty place\n$/),
      });
      const copy = join(folder, `${kind}-again.gz`);
      expect((await store('backup', '--from', empty.uri, '--file', copy)).code).toBe(0);
      await target(async (second) => {
        await store('restore', '--file', copy, '--to', second.uri);
        expect(await contentOf(second.uri)).toEqual(await contentOf(empty.uri));
      });
    });
  });

  it('refuse a backup that is cut short or changed, before they write', { timeout: 2 * MINUTE }, async () => {
    const file = join(folder, `${kind}-whole.gz`);
    await store('backup', '--from', source.uri, '--file', file);
    const cut = join(folder, `${kind}-cut.gz`);
    copyFileSync(file, cut);
    truncateSync(cut, Math.floor(statSync(file).size / 2));
    const changed = join(folder, `${kind}-changed.gz`);
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
    writeFileSync(changed, bytes);
    await target(async (empty) => {
      for (const bad of [cut, changed, bundle.main])
        expect(await store('restore', '--file', bad, '--to', empty.uri)).toMatchObject({
          code: 1,
          err: expect.stringMatching(/^.*(cannot be read|is not whole|is damaged|is not a backup).*\n$/),
        });
      expect(await store('stats', '--from', source.uri)).toMatchObject({ code: 0 });
      if (kind === 'mongodb') expect(await contentOf(empty.uri)).toEqual({});
      else expect(existsSync(empty.uri.slice('sqlite:'.length))).toBe(false);
    });
    expect((await store('backup', '--from', source.uri, '--file', file)).err).toMatch(/exists already/);
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
        const { child, said, ended } = begin(['copy', '--from', many.uri, '--to', copy.uri]);
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

  it('tell each fault with its place', { timeout: 2 * MINUTE }, async () => {
    const file = join(folder, `${kind}-faults.gz`);
    await store('backup', '--from', source.uri, '--file', file);
    await target(async (harmed) => {
      await store('restore', '--file', file, '--to', harmed.uri);
      const own = await openMongoose(harmed.uri);
      const of = (name: string) => looseCollection(own, name);
      const found = (await of('cases').find().sort({ _id: 1 }).toArray()) as { id: string; record: string }[];
      const [one, two, three, four] = found as [Row, Row, Row, Row];
      const link = (about: string, id: string, seq: number) => ({ tenant: 'demo', about, of: id, seq });
      const recordOf = ({ record }: Row) => ({ tenant: 'demo', _id: `demo/${record}` as never });
      const records = of('records.demo.transfer');
      await of('history').updateOne(link('case', one.id, 1), { $set: { actor: 'nobody' } });
      await of('history').deleteMany({ tenant: 'demo', about: 'case', of: two.id });
      await records.deleteOne(recordOf(three));
      await of('audit').deleteOne({ tenant: 'demo', seq: 2 });
      await of('tasks').dropIndex('tenant_1_case_1');
      await of('notices').createIndex({ text: 1 });
      await records.dropIndex('form:unique:data.no');
      await of('records.demo.customer').dropIndex('form:unique:data.name');
      await of('records.demo.customer').createIndex({ 'data.name': 1 }, { name: 'form:unique:data.name' });
      // A state that no history leads to, in a case whose chain is whole.
      const row = (await of('cases').findOne({ _id: `demo/${four.id}` as never })) as unknown as { state: string };
      const state = JSON.parse(row.state) as { status: string; round: number };
      await of('cases').updateOne(
        { tenant: 'demo', _id: `demo/${four.id}` as never },
        { $set: { state: JSON.stringify({ ...state, round: state.round + 1 }), status: 'cancelled' } },
      );
      await records.updateOne(recordOf(four), { $set: { 'data.bankName': 'elsewhere', search: ['no:nothing'] } });
      await own.disconnect();
      const { code, out } = await store('verify', '--from', harmed.uri, '--language', 'en');
      expect(code).toBe(1);
      const faults = out.split('\n');
      for (const fault of [
        `history demo/case/${one.id} /1: is not what its hash says: it was changed`,
        `cases demo/${two.id}: has no history`,
        `cases demo/${three.id} /record: names the record demo/${three.record}, which is not in records.demo.transfer`,
        `history demo/record/${three.record}: is of a record that is not there`,
        'audit demo /3: follows link 1: what was between is missing',
        'tasks /tenant,case: the index on tenant, case is missing: the next start makes it',
        'notices /text: nothing declares the index on text',
        'records.demo.transfer /data.no: the index on data.no, for which the form asks, is missing: publish the pack again',
        'records.demo.customer /data.name: the index on data.name is not unique',
        `cases demo/${four.id} /state/round: is not the state to which its history leads: ${state.round + 1} is stored, ${state.round} follows`,
        `records.demo.transfer demo/${four.record} /data/bankName: is not what its history says`,
      ])
        expect(faults).toContain(fault);
      expect(out).toMatch(
        new RegExp(`^records.demo.transfer demo/${four.record} /search: are not the words .* 1 are too many$`, 'm'),
      );
      const chinese = await store('verify', '--from', harmed.uri, '--language', 'zh-CN');
      expect(chinese.out.split('\n')).toContain(`history demo/case/${one.id} /1: 内容与其哈希不符：已被改动`);
      expect(chinese).toMatchObject({ code: 1, out: expect.stringMatching(/^历史：\d+ 处错误$/m) });
    });
  });

  it.each([
    [[], 2, /^Name a command\n\nUsage: /],
    [['dance'], 2, /^"dance" is not a command\n\nUsage: /],
    [['copy', '--from', 'sqlite:./nowhere/a.db', '--into', 'b'], 2, /^Unknown option '--into'.*\n\nUsage: /],
    [['backup'], 2, /^--file is missing\n\nUsage: /],
    [['restore', '--file', 'missing.gz', '--to', 'sqlite:./b.db'], 1, /^There is no file missing.gz\n$/],
    [['stats', '--from', 'sqlite:/tmp/no-such-folder/a.db'], 1, /^[^\n]*cannot be read[^\n]*\n$/],
    [['stats', '--from', 'mongodb://me:secret@127.0.0.1:1/x'], 1, /^(?!.*secret)[^\n]*\n$/],
  ])('say in one line what is wrong with %j', async (args, code, line) => {
    const done = await store(...args);
    expect([done.code, done.out]).toEqual([code, '']);
    expect(done.err).toMatch(line);
  });

  it.runIf(kind === 'embedded')('refuse to copy from under a server', async () => {
    const copied = await store('copy', '--from', source.uri, '--to', `sqlite:${join(folder, 'other.db')}`);
    expect(copied).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Another process is using the data file .*\n$/),
    });
  });
});

describe('an index of the embedded store that its documents contradict', () => {
  it('is told with the document and the path', async () => {
    const file = join(folder, 'contradicted.db');
    const own = await openMongoose(`sqlite:${file}`);
    await looseCollection(own, 'things').insertMany([
      { _id: 'a', size: 1, tags: ['x', 'y'] },
      { _id: 'b', size: 2, tags: ['z'] },
    ]);
    await looseCollection(own, 'things').createIndex({ size: 1 });
    await looseCollection(own, 'things').createIndex({ tags: 1 });
    await own.disconnect();
    const harm = new Sqlite(file);
    const [[table] = []] = harm.all("SELECT name FROM sqlite_master WHERE name LIKE 'c_\\_things' ESCAPE '\\'");
    const [[column] = []] = harm.all(`SELECT name FROM pragma_table_info('${table}') WHERE name LIKE 'p%' LIMIT 1`);
    harm.run(`UPDATE ${table} SET ${column} = (SELECT ${column} FROM ${table} WHERE rid = 2) WHERE rid = 1`);
    harm.run(`DELETE FROM ${table}_elements WHERE rid = 2`);
    harm.close();
    const { code, out } = await store('verify', '--from', `sqlite:${file}`);
    expect(code).toBe(1);
    expect(out).toContain('things: document "a": what is indexed of "size" is not what it holds');
    expect(out).toContain('things: document "b": what is indexed of "tags" is not what it holds');
  });
});
