import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  CreatedRecord,
  Draft,
  FormScreen,
  HistoryItem,
  JsonObject,
  LookupItem,
  Page,
  RecordView,
} from '../../../engine/index.ts';
import { type Bank, key, newCustomer, openBank, upload } from '../../flows/transfer-bank.ts';
import { problemIn } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('a record', (store) => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await openBank({ store });
  });
  afterAll(() => bank.stop());

  const create = async (name: string, form: string, data: JsonObject) =>
    (await bank.as(name)).post<CreatedRecord>(`/forms/${form}/records`, { data }, key());
  const get = async <T = RecordView>(name: string, path: string) => (await bank.as(name)).get<T>(path);

  it('gets its number, its computed fields and what its reference carries from the server', async () => {
    const data = await bank.transfer({
      amount: 100_000,
      more: { customer: { id: bank.customer.id, name: 'forged', level: 'c' } },
    });
    const { record } = (await create('maker', 'transfer', data)).body;
    expect(record.data.customer).toEqual({
      id: bank.customer.id,
      name: '北京恒通贸易有限公司',
      account: '6222021001112223372',
      level: 'a',
    });
    expect(record.data.fromAccount).toBe('6222021001112223331');
    expect(record.title).toBe(`${record.data.no} 北京恒通贸易有限公司`);
    expect(record).toMatchObject({ owner: 'maker', unit: 'shanghai', revision: 1, release: 1 });
  });

  it.each([
    ['an unknown field', { unheardOf: 1 }, '/unheardOf'],
    ['a value of the wrong type', { purpose: 12 }, '/purpose'],
    ['a text where rows belong', { items: 'two chairs' }, '/items'],
    ['an option that does not exist', { purpose: 'bribes' }, '/purpose'],
    ['a retired option', { purpose: 'advance' }, '/purpose'],
    ['a read-only field', { paidOn: '2026-01-02' }, '/paidOn'],
    ['a number of its own', { no: 'ZZ202601-000001' }, '/no'],
    ['a reference to nothing', { customer: { id: 'nobody' } }, '/customer'],
    ['an account that is too short', { account: '6222021' }, '/account'],
    ['a payment to the paying account', { account: '6222021001112223331' }, '/account'],
    ['no rows at all', { items: [] }, '/items'],
    ['a file that is not there', { evidence: [{ id: 'x', name: 'x.png', size: 1, type: 'image/png' }] }, '/evidence/0'],
    ['a date in the future', { applyDate: '2999-01-01' }, '/applyDate'],
  ])('with %s is refused there', async (_what, more, path) => {
    const reply = await create('maker', 'transfer', await bank.transfer({ amount: 100_000, more: more as JsonObject }));
    expect(reply.status).toBe(422);
    expect(problemIn(reply).issues.map((issue) => issue.path)).toContain(path);
    expect(problemIn(reply).issues.every(({ message }) => message !== '')).toBe(true);
  });

  it('above 50,000 without evidence is refused, and somebody else’s file is none', async () => {
    const without = await create('maker', 'transfer', await bank.transfer({ amount: 6_000_000, evidence: false }));
    expect(problemIn(without).issues.map(({ path }) => path)).toEqual(['/evidence']);
    const foreign = (await upload(await bank.as('maker2'))) as unknown as JsonObject;
    const stolen = await create(
      'maker',
      'transfer',
      await bank.transfer({ amount: 6_000_000, evidence: false, more: { evidence: [foreign] } }),
    );
    expect(problemIn(stolen).issues.map(({ code }) => code)).toContain('record/file-missing');
    const own = (await upload(await bank.as('maker'))) as unknown as JsonObject;
    const first = await create(
      'maker',
      'transfer',
      await bank.transfer({ amount: 6_000_000, evidence: false, more: { evidence: [own] } }),
    );
    expect(first.status).toBe(201);
    const second = await create(
      'maker',
      'transfer',
      await bank.transfer({ amount: 6_000_000, evidence: false, more: { evidence: [own] } }),
    );
    expect(problemIn(second).issues.map(({ code }) => code)).toContain('record/file-missing');
  });

  it('users F18: that is like another where none may be is refused at the field, once and by its title', async () => {
    const manager = await bank.as('manager');
    await newCustomer(manager, '上海瑞丰科技有限公司');
    const again = await create('manager', 'customer', {
      name: '上海瑞丰科技有限公司',
      level: 'b',
      bankName: 'x',
      account: '6222021001112223372',
    });
    expect(again.status).toBe(409);
    const problem = problemIn(again);
    expect(problem).toMatchObject({ code: 'duplicate', issues: [{ path: '/name' }] });
    expect(problem.issues.map(({ message }) => message)).toEqual(['There is already a record with the same Name']);
  });

  it('is changed from the revision that was seen, or not at all', async () => {
    const customer = await newCustomer(await bank.as('manager'), '广州华盛机械有限公司');
    const manager = await bank.as('manager');
    const path = `/forms/customer/records/${customer.id}`;
    const first = await manager.patch<RecordView>(path, { data: { contact: '王伟', note: 'x' } }, { 'If-Match': '1' });
    expect(first.body).toMatchObject({ revision: 2, data: { contact: '王伟' } });
    const stale = await manager.patch(path, { data: { contact: '李强' } }, { 'If-Match': '1' });
    expect(stale.status).toBe(409);
    expect((problemIn(stale).current as RecordView).data.contact).toBe('王伟');
    expect((await manager.patch(path, { data: { contact: 'x' } })).status).toBe(428);
    const cleared = await manager.patch<RecordView>(path, { data: { note: null } }, { 'If-Match': '2' });
    expect(cleared.body.data).not.toHaveProperty('note');
    expect(cleared.body.data.contact).toBe('王伟');

    const { items } = (await manager.get<Page<HistoryItem>>(`${path}/history`)).body;
    expect(items.map(({ kind }) => kind)).toEqual(['created', 'changed', 'changed']);
    expect(items[1]?.changes).toContainEqual(expect.objectContaining({ path: '/contact', before: '', after: '王伟' }));
  });

  it('under approval changes through its tasks alone', async () => {
    const { record } = await bank.submit({ amount: 100_000 });
    const maker = await bank.as('maker');
    const reply = await maker.patch(
      `/forms/transfer/records/${record.id}`,
      { data: { note: 'x' } },
      { 'If-Match': '1' },
    );
    expect([reply.status, problemIn(reply).detail]).toEqual([409, expect.stringContaining('LC')]);
    expect((await maker.del(`/forms/transfer/records/${record.id}`, { 'If-Match': '1' })).status).toBe(403);
  });

  it('that others refer to is not deleted', async () => {
    const manager = await bank.as('manager');
    const referred = await manager.del(`/forms/customer/records/${bank.customer.id}`, {
      'If-Match': String(bank.customer.revision),
    });
    expect([referred.status, problemIn(referred).detail]).toEqual([409, expect.stringContaining('Transfer')]);
    const free = await newCustomer(manager, '深圳永泰电子有限公司');
    expect((await manager.del(`/forms/customer/records/${free.id}`, { 'If-Match': '1' })).status).toBe(204);
    expect((await manager.get(`/forms/customer/records/${free.id}`)).status).toBe(404);
  });

  it('is found by part of its name, by pinyin and by initials', async () => {
    await newCustomer(await bank.as('manager'), '杭州鼎新新能源股份有限公司');
    for (const q of ['鼎新', '新能源', 'dxxny', 'hangzhoudingxin', 'HZDX']) {
      const found = await get<Page<RecordView>>(
        'maker',
        `/forms/customer/records?q=${encodeURIComponent(q)}&count=true`,
      );
      expect([q, found.body.items.map(({ title }) => title)]).toEqual([q, ['杭州鼎新新能源股份有限公司']]);
    }
    const lookup = await get<{ items: LookupItem[] }>('maker', `/forms/transfer/lookup/customer?q=dx`);
    expect(lookup.body.items[0]).toMatchObject({
      title: '杭州鼎新新能源股份有限公司',
      fill: { bankName: '中国工商银行北京分行' },
    });
  });

  it('lists by view, filter and sort, page by page', async () => {
    for (const amount of [100_100, 100_200, 5_000_100]) await bank.submit({ amount });
    const filter = encodeURIComponent(JSON.stringify({ between: [{ var: 'amount' }, 100_100, 100_200] }));
    const found = await get<Page<RecordView>>(
      'maker',
      `/forms/transfer/records?filter=${filter}&sort=-amount&count=true&size=1`,
    );
    expect(found.body).toMatchObject({ total: 2, next: 2 });
    expect(found.body.items[0]?.data.amount).toBe(100_200);
    const second = await get<Page<RecordView>>(
      'maker',
      `/forms/transfer/records?filter=${filter}&sort=-amount&size=1&page=2`,
    );
    expect(second.body.items[0]?.data.amount).toBe(100_100);
    expect(second.body.next).toBeUndefined();
    const large = await get<Page<RecordView>>('maker', '/forms/transfer/records?view=large&size=200');
    expect(large.body.items.length).toBeGreaterThan(0);
    expect(large.body.items.every(({ data }) => Number(data.amount) > 5_000_000)).toBe(true);
  });

  it.each([
    ['filter=%7B', 400],
    ['filter=%7B%22nope%22%3A%5B1%5D%7D', 422],
    ['filter=%7B%22%3D%3D%22%3A%5B%7B%22var%22%3A%22constructor.name%22%7D%2C1%5D%7D', 422],
    ['sort=nothing', 400],
    ['view=nothing', 404],
  ])('list with %s is refused', async (query, status) => {
    expect((await get('maker', `/forms/transfer/records?${query}`)).status).toBe(status);
  });

  it('in the making is kept as a draft, resumed elsewhere, and forgotten when it is submitted', async () => {
    const maker = await bank.as('maker');
    const path = '/forms/transfer/drafts/new';
    expect((await maker.get(path)).status).toBe(404);
    const first = await maker.put<Draft>(path, { data: { note: 'half' } }, { 'If-Match': '0' });
    expect(first.body).toMatchObject({ revision: 1, scope: 'new' });
    const other = await bank.server.signIn('maker');
    const there = await other.put<Draft>(path, { data: { note: 'more' } }, { 'If-Match': '1' });
    expect(there.body.revision).toBe(2);
    const stale = await maker.put(path, { data: { note: 'less' } }, { 'If-Match': '1' });
    expect([stale.status, (problemIn(stale).current as Draft).data]).toEqual([409, { note: 'more' }]);
    expect((await (await bank.as('maker2')).get(path)).status).toBe(404);
    const data = await bank.transfer({ amount: 100_000 });
    await maker.post('/forms/transfer/records', { data, draft: 'new' }, key());
    expect((await maker.get(path)).status).toBe(404);
  });

  it('C5: of a draft that was submitted, no second record is made from another page unless it is asked for', async () => {
    const maker = await bank.server.signIn('maker2');
    const path = '/forms/transfer/drafts/new';
    const { status, body } = await maker.put<Draft>(path, { data: { note: 'twice' } }, { 'If-Match': '0' });
    expect([status, body.revision]).toEqual([200, 1]);
    const data = await bank.transfer({ amount: 100_000 });
    const send = (more: JsonObject) =>
      maker.post<CreatedRecord>('/forms/transfer/records', { data, draft: 'new', ...more }, key());
    const made = await send({ draftRevision: 1 });
    expect(made.status).toBe(201);

    const sent = { record: made.body.record.id, case: made.body.case };
    const again = await send({ draftRevision: 1 });
    expect([again.status, problemIn(again).current]).toMatchObject([409, { sent }]);
    const late = await maker.put(path, { data: { note: 'more' } }, { 'If-Match': '1' });
    expect([late.status, problemIn(late).current]).toMatchObject([409, { sent }]);
    expect((await maker.get(path)).status).toBe(404);

    // A draft of its own may begin, and does not bring the former one back.
    const next = await maker.put<Draft>(path, { data: { note: 'next' } }, { 'If-Match': '0' });
    expect(next.status).toBe(200);
    expect((await send({ draftRevision: 1 })).status).toBe(409);
    expect((await send({})).status).toBe(201);
  });

  it('comes with a screen whose definition the browser can parse, with its views by their titles, under its own release too', async () => {
    const screen = (await get<FormScreen>('maker', '/forms/transfer')).body;
    expect(screen).toMatchObject({ key: 'transfer', release: 1, rights: { create: true, delete: false } });
    expect(Object.keys(screen.options)).toEqual(['transfer-purposes', 'customer-levels']);
    expect(Object.keys(screen.linked)).toEqual(['customer']);
    expect(screen.definition).not.toHaveProperty('access');
    const titles = Object.entries(screen.definition.views as { [key: string]: { title?: unknown } });
    expect(titles.length).toBeGreaterThan(1);
    expect(screen.views).toEqual(titles.map(([key, { title }]) => ({ key, title })));
    expect((await get('maker', screen.validator.replace('/api', ''))).status).toBe(200);
    expect((await get<FormScreen>('maker', '/forms/transfer?release=1')).body.release).toBe(1);
    expect((await get('maker', '/forms/transfer?release=99')).status).toBe(404);
    expect((await get('admin', '/forms/transfer')).status).toBe(403);
  });
});
