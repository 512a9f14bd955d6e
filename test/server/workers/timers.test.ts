import { afterEach, expect, it } from 'vitest';
import type { HistoryItem, IncidentItem, Notice, Page, TimerItem } from '../../../engine/index.ts';
import { fireTimers } from '../../../server/workers/index.ts';
import { type Bank, key, openBank } from '../../flows/transfer-bank.ts';
import { describeEachStore } from '../../support/stores.ts';

/** Tuesday morning in China, no holiday near. */
const START = '2026-11-24T02:00:00.000Z';

describeEachStore('a timer', (store) => {
  let bank: Bank;
  let now = START;
  const clock = { now: () => now };
  const later = (hours: number) => {
    now = new Date(Date.parse(now) + hours * 3_600_000).toISOString();
  };
  // Sessions run out while days go by: who comes back signs in again.
  const open = async () => {
    now = START;
    bank = await openBank({
      store,
      clock,
      config: { session: { idleSeconds: 1e9, absoluteSeconds: 1e9, proofSeconds: 1e9 } },
    });
    return bank;
  };
  afterEach(() => bank.stop());

  const timers = async (status = 'waiting') =>
    (await (await bank.as('admin')).get<Page<TimerItem>>(`/timers?status=${status}&count=true`)).body;
  const notices = async (name: string) => (await (await bank.as(name)).get<Page<Notice>>('/notices')).body.items;
  const fire = () => fireTimers(bank.server.deps);

  it('is due after a working day, not before, and reminds once', async () => {
    await open();
    const { case: id } = await bank.submit({ amount: 100_000 });
    const [waiting] = (await timers()).items;
    expect(waiting).toMatchObject({ case: id, step: 'finance', fireAt: '2026-11-25T02:00:00.000Z' });
    expect(await fire()).toBe(0);
    later(23.9);
    expect(await fire()).toBe(0);
    expect(
      (await notices('finance')).filter(({ title }) => title.startsWith('Overdue') || title.startsWith('已逾期')),
    ).toEqual([]);
    later(0.2);
    expect(await fire()).toBe(1);
    expect(await fire()).toBe(0);
    const overdue = (await notices('finance')).filter(({ title }) => /Overdue|已逾期/.test(title));
    expect(overdue).toHaveLength(1);
    expect((await timers('fired')).total).toBe(1);
    const { items } = (await (await bank.as('auditor')).get<Page<HistoryItem>>(`/cases/${id}/history`)).body;
    expect(items.map(({ kind }) => kind)).toEqual(['start', 'fire']);
    expect(await bank.taskOf('finance', id)).toBeDefined();
  });

  it('skips the weekend', async () => {
    await open();
    later(3 * 24);
    await bank.submit({ amount: 100_000 });
    expect((await timers()).items[0]?.fireAt).toBe('2026-11-30T02:00:00.000Z');
  });

  it('of a step that was left never fires', async () => {
    await open();
    const { case: id } = await bank.submit({ amount: 6_000_000 });
    await bank.decide('finance', id, 'approve');
    expect((await timers('cancelled')).total).toBe(1);
    later(24 * 3);
    expect(await fire()).toBe(1);
    const { items } = (await (await bank.as('auditor')).get<Page<HistoryItem>>(`/cases/${id}/history`)).body;
    expect(items.filter(({ kind }) => kind === 'fire')).toHaveLength(1);
    expect((await notices('director')).some(({ title }) => /Overdue|已逾期/.test(title))).toBe(true);
    expect((await notices('finance')).some(({ title }) => /Overdue|已逾期/.test(title))).toBe(false);
  });

  it('that two workers find at once is applied once', async () => {
    await open();
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push((await bank.submit({ amount: 100_000 + n })).case);
    later(25);
    await Promise.all([fire(), fire(), fire()]);
    while ((await fire()) > 0);
    for (const id of ids) {
      const { items } = (await (await bank.as('auditor')).get<Page<HistoryItem>>(`/cases/${id}/history`)).body;
      expect(items.filter(({ kind }) => kind === 'fire')).toHaveLength(1);
    }
    expect((await timers()).total).toBe(0);
  });

  it('whose worker died is taken up again when its lease is over', async () => {
    await open();
    await bank.submit({ amount: 100_000 });
    later(25);
    const leaseUntil = new Date(Date.parse(now) + 30_000).toISOString();
    const claimed = await bank.server.deps.store.claimDue('timers', now, leaseUntil, 10);
    expect(claimed).toHaveLength(1);
    expect(await fire()).toBe(0);
    later(0.01);
    expect(await fire()).toBe(1);
    expect((await timers('fired')).total).toBe(1);
  });

  it('of a suspended case waits until it is resumed', async () => {
    await open();
    const { case: id } = await bank.submit({ amount: 100_000 });
    const admin = await bank.as('admin');
    await admin.post('/admin/cases/suspend', { cases: [id], reason: 'audit' }, key());
    later(30);
    for (let n = 0; n < 12; n++) {
      await fire();
      later(2);
    }
    expect((await admin.get<Page<IncidentItem>>('/incidents')).body.items).toEqual([]);
    expect((await notices('finance')).some(({ title }) => /Overdue|已逾期/.test(title))).toBe(false);
    await admin.post('/admin/cases/resume', { cases: [id], reason: 'done' }, key());
    later(48);
    while ((await fire()) > 0);
    expect((await notices('finance')).some(({ title }) => /Overdue|已逾期/.test(title))).toBe(true);
  });

  it('that cannot be carried out is tried again, and then becomes an incident that can be retried', async () => {
    await open();
    const { case: id } = await bank.submit({ amount: 100_000 });
    const { deps, tenant } = bank.server;
    const [row] = await deps.store.tenant(tenant).cases.find({ filter: { id } });
    if (!row) throw new Error('no case');
    await deps.store.tenant(tenant).cases.update({ id }, { release: 99 });
    later(25);
    for (let n = 0; n < 12; n++) {
      await fire();
      later(2);
    }
    const admin = await bank.as('admin');
    const [incident] = (await admin.get<Page<IncidentItem>>('/incidents')).body.items;
    expect(incident).toMatchObject({ code: 'incident/timer', case: id, attempts: 8, status: 'open' });
    await deps.store.tenant(tenant).cases.update({ id }, { release: row.release });
    expect((await admin.post(`/incidents/${incident?.id}/retry`, {}, key())).status).toBe(200);
    expect(await fire()).toBe(1);
    expect((await timers('fired')).total).toBe(1);
  });
});
