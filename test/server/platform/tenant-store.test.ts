import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Filter } from '../../../engine/index.ts';
import type { Store } from '../../../server/deps.ts';
import { connectStore } from '../../../server/store/connect-store.ts';
import { describeEachStore, type TestDatabase } from '../../support/stores.ts';

describeEachStore('rows of a tenant', (kind) => {
  let store: Store;
  let database: TestDatabase;
  const notice = (id: string, more: object = {}) => ({
    id,
    person: 'p',
    title: 't',
    text: 'x',
    at: '2026-01-01T00:00:00.000Z',
    read: false,
    ...more,
  });
  const unit = (id: string) => ({ id, title: { en: id }, kind: 'group' as const });

  beforeAll(async () => {
    database = await kind.connect();
    store = await connectStore(database.uri);
  });
  afterAll(async () => {
    await store.close();
    await database.stop();
  });

  it('are nobody else’s, even under the same id', async () => {
    await store.tenant('one').units.insert(unit('head'));
    await store.tenant('two').units.insert({ ...unit('head'), title: { en: 'other' } });
    expect((await store.tenant('one').units.get('head'))?.title).toEqual({ en: 'head' });
    expect(
      (await store.tenant('two').units.find({ filter: { id: { $in: ['head', 'x'] } } })).map(({ title }) => title),
    ).toEqual([{ en: 'other' }]);
    expect(await store.tenant('two').units.update({ id: 'head' }, { kind: 'branch' })).toBe(1);
    expect((await store.tenant('one').units.get('head'))?.kind).toBe('group');
    expect(await store.tenant('three').units.count()).toBe(0);
    expect(await store.tenant('one').units.aggregate([{ $group: { _id: null, rows: { $sum: 1 } } }])).toEqual([
      { _id: null, rows: 1 },
    ]);
    expect(await store.tenant('two').units.remove({ id: { $exists: true } })).toBe(1);
    expect(await store.tenant('one').units.count()).toBe(1);
  });

  it.each<[string, Filter]>([
    ['another tenant', { tenant: 'two' }],
    ['another tenant, hidden', { $or: [{ tenant: 'two' }, { id: 'head' }] }],
    ['code', { $where: 'true' }],
    ['an expression', { $expr: { $eq: [1, 1] } } as unknown as Filter],
    ['a search for a part', { title: { $regex: 'head' } }],
    ['a search that backtracks', { title: { $regex: '^(a+)+$' } }],
    ['a path of the prototype', { 'title.constructor': 'x' }],
    ['a path that is code', { "title') is null or 1=1 --": 'x' }],
    ['a misspelt path', { titel: 'x' }],
  ])('are not found by %s', async (_what, filter) => {
    await expect(store.tenant('one').units.find({ filter })).rejects.toThrow();
  });

  it.each(['$lookup', '$out', '$merge', '$unionWith', '$graphLookup'])('are not left by %s', async (stage) => {
    await expect(store.tenant('one').units.aggregate([{ [stage]: { from: 'people' } }])).rejects.toThrow(stage);
  });

  it('are not changed or removed all at once by mistake', async () => {
    await expect(store.tenant('one').units.update({}, { kind: 'branch' })).rejects.toThrow();
    await expect(store.tenant('one').units.remove({})).rejects.toThrow();
  });

  it('are saved over the revision that was read, or refused with the one that is there', async () => {
    const { drafts } = store.tenant('one');
    await drafts.insert({ id: 'd', person: 'p', form: 'f', scope: 'new', data: {}, revision: 1, savedAt: 'x' });
    const read = await drafts.get('d');
    if (!read) throw new Error('not there');
    expect((await drafts.save({ ...read, data: { a: 1 } }, { ifRevision: 1 })).revision).toBe(2);
    await expect(drafts.save({ ...read, data: { a: 2 } }, { ifRevision: 1 })).rejects.toMatchObject({
      code: 'conflict',
      about: { params: { expected: 1, found: 2 } },
    });
    expect(await drafts.get('d')).toMatchObject({ data: { a: 1 }, revision: 2 });
    await expect(drafts.save({ ...read, id: 'e' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('say which paths collide, and not with what', async () => {
    const { drafts } = store.tenant('one');
    const row = { person: 'p9', form: 'f', scope: 'secret-scope', data: {}, revision: 1, savedAt: 'x' };
    await drafts.insert({ id: 'c1', ...row });
    const refused = await drafts.insert({ id: 'c2', ...row }).catch((cause: unknown) => cause);
    expect(refused).toMatchObject({ code: 'duplicate', about: { params: { fields: ['person', 'form', 'scope'] } } });
    expect(JSON.stringify(refused)).not.toContain('secret-scope');
  });

  it('keep documents exactly, whatever their keys', async () => {
    const files = { pack: { b: 1, a: { $where: 'x', 'a.b': [1.5, null] }, '10': 'x', '9': 'y' } };
    await store.tenant('one').releases.insert({
      id: 'r',
      pack: 'p',
      release: 1,
      hash: 'h',
      files,
      structures: {},
      at: 'x',
      by: 'b',
      current: true,
    });
    expect(JSON.stringify((await store.tenant('one').releases.get('r'))?.files)).toBe(JSON.stringify(files));
  });

  it('are written all or none', async () => {
    const failed = store.transaction('one', async (tx) => {
      await tx.notices.insert(notice('n1'));
      await tx.nextNumber('failing');
      throw new Error('stop');
    });
    await expect(failed).rejects.toThrow('stop');
    expect(await store.tenant('one').notices.get('n1')).toBeUndefined();
    expect(await store.tenant('one').currentNumber('failing')).toBe(0);
  });

  it('are not seen from outside before they are committed', async () => {
    await store.transaction('one', async (tx) => {
      await tx.notices.insert(notice('n2'));
      expect(await tx.notices.get('n2')).toBeDefined();
      expect(await store.tenant('one').notices.get('n2')).toBeUndefined();
    });
    expect(await store.tenant('one').notices.get('n2')).toBeDefined();
  });

  it('are numbered without gaps by many at once', async () => {
    const numbers = await Promise.all(
      Array.from({ length: 24 }, (_, n) =>
        store.transaction('one', async (tx) => {
          const number = await tx.nextNumber('series');
          await tx.notices.insert(notice(`numbered-${n}`, { text: String(number) }));
          return number;
        }),
      ),
    );
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, n) => n + 1));
    expect(await store.tenant('one').currentNumber('series')).toBe(24);
  });

  it('are written by many at once in a few attempts each, whatever all of them want', async () => {
    const writers = Array.from({ length: 16 }, (_, n) => n);
    const attempts = writers.map(() => 0);
    const numbers = await Promise.all(
      writers.map((n) =>
        store.transaction('one', async (tx) => {
          attempts[n] = (attempts[n] ?? 0) + 1;
          // What it sees from here on is as old as this, whenever its turn comes.
          await tx.notices.insert(notice(`wanted-${n}`));
          const series = n % 2 === 0 ? ['wanted-a', 'wanted-b'] : ['wanted-b', 'wanted-a'];
          const given: { [name: string]: number } = {};
          for (const name of series) given[name] = await tx.nextNumber(name);
          await tx.takeTurn('chain');
          const last = await tx.audit.first({ sort: ['-seq'], fields: ['seq'] });
          const link = { seq: (last?.seq ?? 0) + 1, at: 'x', action: 'x', params: {}, prevHash: '', hash: '' };
          await tx.audit.insert({ id: `wanted-${n}`, ...link });
          return [given['wanted-a'], given['wanted-b'], link.seq];
        }),
      ),
    );
    for (const place of [0, 1, 2])
      expect(numbers.map((each) => Number(each[place])).sort((a, b) => a - b)).toEqual(writers.map((n) => n + 1));
    // One to learn of each of the three that somebody else has it, and one with all of them in hand.
    expect(Math.max(...attempts)).toBeLessThanOrEqual(4);
  });

  it('are changed by many at once in a few attempts each', async () => {
    await store.tenant('one').units.insert(unit('contended'));
    let attempts = 0;
    await Promise.all(
      Array.from({ length: 16 }, () =>
        store.transaction('one', async (tx) => {
          attempts += 1;
          const row = await tx.units.get('contended');
          if (!row) throw new Error('not there');
          await tx.units.save({ ...row, head: `${Number(row.head ?? 0) + 1}` });
        }),
      ),
    );
    expect((await store.tenant('one').units.get('contended'))?.head).toBe('16');
    expect(attempts).toBeLessThanOrEqual(16 * 3);
  });

  it('may be read side by side within one transaction', async () => {
    const counts = await store.transaction('one', (tx) =>
      Promise.all([tx.notices.count(), tx.units.count(), tx.notices.count()]),
    );
    expect(counts[0]).toBe(counts[2]);
  });

  it('that are due go to one claimant each, and again when its lease has ended', async () => {
    const { timers } = store.tenant('one');
    const timer = (id: string, fireAt: string) => ({
      id,
      case: 'c',
      no: '1',
      timer: id,
      step: 's',
      event: 'e',
      fireAt,
      status: 'waiting' as const,
      attempts: 0,
    });
    await timers.insertMany([
      ...Array.from({ length: 10 }, (_, n) => timer(`t${n}`, '2026-01-01')),
      timer('later', '2027-01-01'),
    ]);
    const claims = await Promise.all([1, 2, 3].map(() => store.claimDue('timers', '2026-01-02', '2026-01-03', 20)));
    expect(
      claims
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(Array.from({ length: 10 }, (_, n) => `t${n}`));
    expect(await store.claimDue('timers', '2026-01-02', '2026-01-03', 20)).toEqual([]);
    expect(await store.claimDue('timers', '2026-01-04', '2026-01-05', 4)).toHaveLength(4);
  });

  it('of a form have the indexes that it asks for now', async () => {
    const tenant = store.tenant('one');
    const row = (id: string, data: object) => ({
      id,
      form: 'thing',
      release: 1,
      pack: 'p',
      revision: 1,
      status: 'new',
      owner: 'p',
      unit: 'u',
      data: data as never,
      search: [],
      title: id,
      createdAt: 'x',
      createdBy: 'p',
      updatedAt: 'x',
      updatedBy: 'p',
    });
    await tenant.ensureRecords('thing', [{ fields: ['data.no'], unique: true }]);
    await tenant.records('thing').insert(row('a', { no: 'A1' }));
    await expect(tenant.records('thing').insert(row('b', { no: 'A1' }))).rejects.toMatchObject({
      code: 'duplicate',
      about: { params: { fields: ['data.no'] } },
    });
    await tenant.records('thing').insertMany([row('c', {}), row('d', {})]);
    await tenant.ensureRecords('thing', [{ fields: ['status', 'data.no'], unique: false }]);
    await tenant.records('thing').insert(row('e', { no: 'A1' }));
    await expect(tenant.ensureRecords('thing', [{ fields: ['data.no'], unique: true }])).rejects.toMatchObject({
      code: 'duplicate',
    });
    expect(await tenant.records('thing').count({ 'data.no': 'A1' })).toBe(2);
    expect(await store.tenant('two').records('thing').count()).toBe(0);
  });

  it('count attempts in windows that begin with the first', async () => {
    const hits = await Promise.all(
      Array.from({ length: 8 }, () => store.limits.hit('k', '2026-01-01T00:00:00.000Z', 60)),
    );
    expect(hits.map(({ count }) => count).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect((await store.limits.hit('k', '2026-01-01T00:01:01.000Z', 60)).count).toBe(1);
    await store.limits.clear('k');
    expect(await store.limits.read('k', '2026-01-01T00:01:02.000Z')).toBeUndefined();
  });
});
