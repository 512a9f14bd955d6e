// Who can write the store, or a backup of it, cannot put code or rules of their own there, nor take back what the audit tells.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BatchDecisionResult, JsonObject, Page, TaskItem } from '../../../engine/index.ts';
import { openPlace } from '../../../server/commands/place.ts';
import { verifyAudit } from '../../../server/commands/verify-chains.ts';
import { auditAnchors } from '../../../server/domain/anchors/anchors.ts';
import { anchorAudits } from '../../../server/domain/audit/anchor-audits.ts';
import { createPacks } from '../../../server/domain/packs/loaded-packs.ts';
import { upgradeReleases } from '../../../server/domain/packs/upgrade-releases.ts';
import { unavailable } from '../../../server/fault.ts';
import { type Bank, key, openBank } from '../../flows/transfer-bank.ts';
import { describeEachStore, type TestDatabase } from '../../support/stores.ts';

describeEachStore('a store that was written by others', (store) => {
  let bank: Bank;
  let database: TestDatabase;
  const rows = () => bank.server.deps.store.tenant('demo');
  const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

  beforeAll(async () => {
    database = await store.connect();
    bank = await openBank({ store: database });
  });
  afterAll(async () => {
    await bank.stop();
    await database.stop();
  });

  describe('H14 releases', () => {
    const fresh = () => {
      const { store: opened, log, secrets } = bank.server.deps;
      return createPacks(opened, log, secrets);
    };
    const release = async () => {
      const [found] = await rows().releases.find({ filter: { pack: 'transfer-control' } });
      if (!found) throw new Error('nothing was published');
      return found;
    };

    it('are read as they were published', async () => {
      expect((await fresh().release('demo', 'transfer-control', 1)).release).toBe(1);
    });

    it.each([
      ['another validator', { code: 'globalThis.owned = 1; module.exports = () => true' }],
      ['another validator under its own hash', { code: 'module.exports = () => true', hash: 'a'.repeat(64) }],
    ])('with %s are not run, nor sent to a browser: their release is not read', async (_what, change) => {
      const { id, structures } = await release();
      const transfer = { ...structures.transfer, ...change };
      await rows().releases.update(
        { id },
        { structures: { ...structures, transfer }, validators: [transfer.hash ?? ''] },
      );
      const packs = fresh();
      await expect(packs.release('demo', 'transfer-control', 1)).rejects.toThrow('was not published with this server');
      expect(await packs.current('demo')).toEqual([]);
      await rows().releases.update({ id }, { structures });
    });

    it('with other rights, without a seal, or under another number are not read', async () => {
      const { id, files, seal, tenant: _tenant, ...more } = await release();
      const changes: JsonObject[] = [{ files: { ...files, more: 1 } }, { seal: 'f'.repeat(64) }];
      for (const change of changes) {
        await rows().releases.update({ id }, change);
        await expect(fresh().release('demo', 'transfer-control', 1)).rejects.toThrow('was not published');
        await rows().releases.update({ id }, { files, seal: seal ?? '' });
      }
      await rows().releases.insert({ ...more, files, seal: seal ?? '', id: 'copied', release: 99, current: false });
      await expect(fresh().release('demo', 'transfer-control', 99)).rejects.toThrow('was not published');
      await rows().releases.remove({ id: 'copied' });
    });

    it('of an earlier build are sealed once; afterwards one without a seal is not trusted', async () => {
      const { id } = await release();
      await rows().releases.update({ id }, {}, ['seal']);
      await upgradeReleases(bank.server.deps);
      expect((await fresh().release('demo', 'transfer-control', 1)).release).toBe(1);
      await rows().releases.update({ id }, {}, ['seal']);
      await upgradeReleases(bank.server.deps);
      await expect(fresh().release('demo', 'transfer-control', 1)).rejects.toThrow('was not published');
    });
  });

  describe('H18 audits', () => {
    const faults = async () => {
      const { config, secrets } = bank.server.deps;
      const place = await openCopy();
      try {
        const found: string[] = [];
        for await (const fault of verifyAudit(place, { secrets, anchors: auditAnchors(config) }))
          found.push(fault.code);
        return found;
      } finally {
        await place.close();
      }
    };
    const openCopy = async () => {
      // The embedded store is open in this process: what it holds is read through the same file.
      const { openSnapshot } = await import('../../../server/commands/place.ts');
      return database.kind === 'mongodb' ? openPlace(database.uri) : openSnapshot(database.uri);
    };

    it('are whole, and their end is remembered outside of the store', async () => {
      await bank.server.signIn('maker');
      await anchorAudits(bank.server.deps);
      expect(auditAnchors(bank.server.deps.config).demo?.seq).toBe(await rows().audit.count());
      expect(await faults()).toEqual([]);
    });

    it('whose end was cut are noticed', async () => {
      const [last] = await rows().audit.find({ sort: ['-seq'], limit: 1 });
      if (!last) throw new Error('no audit');
      await rows().audit.remove({ id: last.id });
      expect(await faults()).toEqual(['audit-cut']);
      await rows().audit.insert(last);
      expect(await faults()).toEqual([]);
    });

    it('that were rewritten from a link on are noticed, though every hash follows', async () => {
      const { hashOf } = await import('../../../engine/index.ts');
      const all = await rows().audit.find({ sort: ['seq'] });
      let prevHash = '';
      for (const { id, tenant: _tenant, hash: _hash, mac: _mac, ...link } of all) {
        const forged = { ...link, ...(link.seq === 2 && { action: 'signed-out' }), prevHash };
        prevHash = hashOf(forged);
        await rows().audit.update({ id }, { action: forged.action, prevHash: forged.prevHash, hash: prevHash });
      }
      expect(await faults()).toEqual(['audit-rewritten', 'audit-unsigned']);
      for (const { id, action, prevHash: before, hash } of all)
        await rows().audit.update({ id }, { action, prevHash: before, hash });
      expect(await faults()).toEqual([]);
    });

    it('that an earlier build began go on, signed from here on', async () => {
      const [first] = await rows().audit.find({ sort: ['seq'], limit: 1 });
      await rows().audit.update({ id: first?.id ?? '' }, {}, ['mac']);
      expect(await faults()).toEqual([]);
    });
  });

  it('H17 keeps of what has been done no more than each collection says', async () => {
    const tenant = rows();
    const at = '2026-01-01T00:00:00.000Z';
    const mail = { type: 'mail', params: { text: 'x' }, createdAt: at, dueAt: at, attempts: 1 };
    await tenant.outbox.insertMany([
      { id: 'sent', ...mail, status: 'sent' },
      { id: 'dead', ...mail, status: 'dead' },
    ]);
    const timer = { case: 'c', no: '1', timer: 't', step: 's', event: 'e', fireAt: at, attempts: 0 };
    await tenant.timers.insertMany([
      { id: 'fired', ...timer, status: 'fired' },
      { id: 'cancelled', ...timer, status: 'cancelled' },
    ]);
    await tenant.notices.insert({ id: 'old', person: 'maker', title: 't', text: 't', at, read: true });
    const incident = { at, code: 'incident/timer', params: {}, attempts: 1 };
    await tenant.incidents.insertMany([
      { id: 'closed', ...incident, status: 'closed' },
      { id: 'open', ...incident, status: 'open' },
    ]);
    await tenant.drafts.insert({ id: 'old', person: 'x', form: 'f', scope: 's', data: {}, revision: 1, savedAt: at });
    await bank.server.deps.store.prune(later(400));
    const left = async () => [
      (await tenant.outbox.find({ filter: { id: { $in: ['sent', 'dead'] } } })).map(({ id }) => id),
      await tenant.timers.count({ id: { $in: ['fired', 'cancelled'] } }),
      await tenant.notices.count({ id: 'old' }),
      (await tenant.incidents.find({ filter: { id: { $in: ['closed', 'open'] } } })).map(({ id }) => id),
      await tenant.drafts.count({ id: 'old' }),
    ];
    expect(await left()).toEqual([['dead'], 0, 0, ['open'], 0]);
  });

  it('H20 a batch that the store leaves in the middle says what was decided, also when it is asked again', async () => {
    for (let n = 0; n < 2; n++) await bank.submit({ amount: 100_000 + n });
    const finance = await bank.server.signIn('finance');
    const { items } = (await finance.get<Page<TaskItem & { seen?: string }>>('/tasks?box=todo&size=200')).body;
    const tasks = items.flatMap(({ id, seen }) => (seen === undefined ? [] : [{ task: id, seen }])).slice(0, 2);
    expect(tasks.length).toBe(2);
    const { deps } = bank.server;
    const { transaction } = deps.store;
    let count = 0;
    deps.store.transaction = (tenant, work) => {
      count += 1;
      return count === 2 ? Promise.reject(unavailable(new Error('away'))) : transaction(tenant, work);
    };
    const headers = key();
    const send = () => finance.post<BatchDecisionResult>('/tasks/decisions', { decision: 'approve', tasks }, headers);
    const reply = await send();
    deps.store.transaction = transaction;
    expect([reply.status, reply.body.items?.map(({ ok }) => ok)]).toEqual([200, [true, false]]);
    const again = await send();
    expect([again.status, again.body]).toEqual([200, reply.body]);
  });
});
