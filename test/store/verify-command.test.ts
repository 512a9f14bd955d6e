// What `verify` finds, and what each command says when it is not understood.
import { describe, expect, it } from 'vitest';
import { Sqlite } from '../../server/store/embedded/sqlite.ts';
import { openBank } from '../flows/transfer-bank.ts';
import { describeEachStore, looseCollection, openMongoose } from '../support/stores.ts';
import { bundledCommands, type Row, work } from './run-command.ts';

const MINUTE = 60_000;
const { store, pathOf } = bundledCommands();

describeEachStore('a store that was harmed', ({ connect }) => {
  it('has each fault told with its place', { timeout: 2 * MINUTE }, async () => {
    const harmed = await connect();
    try {
      const bank = await openBank({ store: harmed });
      for (let times = 0; times < 2; times += 1) await work(bank);
      await bank.stop();
      expect(await store('verify', '--from', harmed.uri)).toMatchObject({ code: 0, err: '' });
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
      await of('records.demo.customer').dropIndex('form:unique:same.name');
      await of('records.demo.customer').createIndex({ 'same.name': 1 }, { name: 'form:unique:same.name' });
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
        'records.demo.customer /same.name: the index on same.name is not unique',
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
    } finally {
      await harmed.stop();
    }
  });
});

describe('a command', () => {
  it.each([
    [[], 2, /^Name a command\n\nUsage: /],
    [['dance'], 2, /^"dance" is not a command\n\nUsage: /],
    [['copy', '--from', 'sqlite:./nowhere/a.db', '--into', 'b'], 2, /^Unknown option '--into'.*\n\nUsage: /],
    [['backup'], 2, /^--file is missing\n\nUsage: /],
    [['restore', '--file', 'missing.gz', '--to', 'sqlite:./b.db'], 1, /^There is no file missing.gz\n$/],
    [['stats', '--from', 'sqlite:/tmp/no-such-folder/a.db'], 1, /^[^\n]*cannot be read[^\n]*\n$/],
    [['stats', '--from', 'mongodb://me:secret@127.0.0.1:1/x'], 1, /^(?!.*secret)[^\n]*\n$/],
  ])('says in one line what is wrong with %j', async (args, code, line) => {
    const done = await store(...args);
    expect([done.code, done.out]).toEqual([code, '']);
    expect(done.err).toMatch(line);
  });
});

describe('an index of the embedded store that its documents contradict', () => {
  it('is told with the document and the path', async () => {
    const file = pathOf('contradicted.db');
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
