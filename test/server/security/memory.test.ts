// What a signed-in person can make the server keep: nothing for names that no release has, and a bounded number of drafts.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Draft } from '../../../engine/index.ts';
import { upgradeReleases } from '../../../server/domain/packs/upgrade-releases.ts';
import { MOST_DRAFTS } from '../../../server/operations/drafts/save-draft.ts';
import { type Bank, openBank } from '../../flows/transfer-bank.ts';
import { problemIn } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('the memory of a server', (store) => {
  let bank: Bank;
  const asked: string[] = [];

  beforeAll(async () => {
    bank = await openBank({ store });
    const { deps } = bank.server;
    const { tenant } = deps.store;
    deps.store.tenant = (name) => {
      const rows = tenant(name);
      return new Proxy(rows, {
        get: (target, property) =>
          property === 'records'
            ? (form: string) => {
                asked.push(form);
                return target.records(form);
              }
            : Reflect.get(target, property),
      });
    };
  });
  afterAll(() => bank.stop());

  it('H5 holds nothing for a form that no release has', async () => {
    const maker = await bank.as('maker');
    for (const path of ['', '/history']) {
      const reply = await maker.get(`/forms/zz0001abc/records/x${path}`);
      expect([reply.status, problemIn(reply).detail]).toEqual([404, 'Form "zz0001abc" does not exist']);
    }
    const changes = [
      await maker.patch('/forms/zz0002abc/records/x', { data: {} }, { 'If-Match': '1' }),
      await maker.del('/forms/zz0003abc/records/x', { 'If-Match': '1' }),
      await maker.put('/forms/zz0004abc/drafts/new', { data: {} }, { 'If-Match': '0' }),
      await maker.get('/forms/zz0005abc/lookup/customer'),
    ];
    expect(changes.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(asked.filter((form) => form.startsWith('zz'))).toEqual([]);
    const { record } = await bank.submit({ amount: 100_000 });
    expect((await maker.get(`/forms/transfer/records/${record.id}`)).status).toBe(200);
  });

  it('H5 knows the forms and validators of releases that an earlier build published', async () => {
    const { deps } = bank.server;
    const { releases } = deps.store.tenant('demo');
    const [before] = await releases.find({ filter: { pack: 'transfer-control' } });
    await releases.update({ id: before?.id ?? '' }, { current: false }, ['forms', 'validators']);
    await upgradeReleases(deps);
    const [after] = await releases.find({ filter: { forms: 'transfer' }, fields: ['id'] });
    expect(after?.id).toBe(before?.id);
    const hash = before?.structures.transfer?.hash ?? '';
    expect((await releases.first({ filter: { validators: hash }, fields: ['id'] }))?.id).toBe(before?.id);
    await releases.update({ id: before?.id ?? '' }, { current: true });
  });

  it('H5 keeps a draft for what its person may fill in, and for nothing else', async () => {
    const { record } = await bank.submit({ amount: 200_000 });
    const saves: [string, string, string, number][] = [
      ['maker', 'transfer', 'new', 200],
      ['admin', 'transfer', 'new', 403],
      ['maker', 'transfer', 'x'.repeat(3_000), 400],
      ['maker', 'transfer', 'anything', 404],
      ['maker2', 'transfer', record.id, 404],
      ['auditor', 'transfer', record.id, 403],
      ['maker', 'transfer', record.id, 200],
      ['manager', 'customer', bank.customer.id, 200],
    ];
    for (const [who, form, scope, status] of saves) {
      const client = await bank.as(who);
      const reply = await client.put(`/forms/${form}/drafts/${scope}`, { data: { note: 'x' } }, { 'If-Match': '0' });
      expect([who, scope.slice(0, 40), reply.status]).toEqual([who, scope.slice(0, 40), status]);
    }
  });

  it('H5 keeps a draft of a task for the person whom it was put before', async () => {
    const { case: id } = await bank.submit({ amount: 300_000 });
    const task = (await bank.taskOf('finance', id))?.id ?? '';
    for (const [who, status] of [
      ['finance', 200],
      ['finance2', 404],
      ['maker2', 404],
    ] as const) {
      const client = await bank.as(who);
      const reply = await client.put(`/forms/transfer/drafts/${task}`, { data: { note: 'x' } }, { 'If-Match': '0' });
      expect([who, reply.status]).toEqual([who, status]);
    }
  });

  it('H5 keeps so many drafts of a person; the oldest makes room', async () => {
    const { drafts } = bank.server.deps.store.tenant('demo');
    const at = (n: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, n)).toISOString();
    await drafts.remove({ person: 'maker' });
    await drafts.insertMany(
      Array.from({ length: MOST_DRAFTS }, (_, n) => ({
        id: `old-${n}`,
        person: 'maker',
        form: 'transfer',
        scope: `record-${n}`,
        data: {},
        revision: 1,
        savedAt: at(n),
      })),
    );
    const maker = await bank.as('maker');
    const reply = await maker.put<Draft>('/forms/transfer/drafts/new', { data: { note: 'x' } }, { 'If-Match': '0' });
    expect(reply.status).toBe(200);
    expect(await drafts.count({ person: 'maker' })).toBe(MOST_DRAFTS);
    expect(await drafts.get('old-0')).toBeUndefined();
    expect(await drafts.get('old-1')).toBeDefined();
  });
});
