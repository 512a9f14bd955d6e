import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  CreatedRecord,
  DashboardResult,
  JsonObject,
  LookupItem,
  Page,
  PersonView,
  RecordView,
  TaskItem,
} from '../../../engine/index.ts';
import { deriveAnew, upgradeRecords } from '../../../server/domain/records/upgrade-records.ts';
import { tellMissingCalendar } from '../../../server/domain/surroundings/tell-missing-calendar.ts';
import { type Bank, key, newCustomer, openBank } from '../../flows/transfer-bank.ts';
import { problemIn } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

describeEachStore('texts of records', (store) => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await openBank({ store });
  });
  afterAll(() => bank.stop());

  const create = async (name: string, more: JsonObject = {}) =>
    (await bank.as('manager')).post<CreatedRecord>(
      '/forms/customer/records',
      { data: { name, level: 'a', bankName: '中国工商银行北京分行', account: '6222021001112223372', ...more } },
      key(),
    );
  const find = async (q: string) => {
    const found = await (await bank.as('manager')).get<Page<RecordView>>(
      `/forms/customer/records?size=50&q=${encodeURIComponent(q)}`,
    );
    return found.body.items.map(({ data }) => data.name);
  };

  it.each([
    ['恒远测试（上海）公司', ['恒远测试(上海)公司', '恒远测试（上海） 公司', '恒远\u200b测试（上海）公司']],
    ['长风工业', ['⻓风工业', '长⻛⼯业', '长风\u{1d159}工业']],
    ['Сосна Mir', ['Cocнa Mir', 'сосна  mir']],
    ['Acme Test Ltd', ['ACME TEST LTD', 'Аcme Тest Ltd', 'Acme  Test Ltd', 'Ａcme Test Ltd']],
  ])('bugs 7: one that must be unique is refused where another looks like it: %s', async (name, others) => {
    expect((await create(name)).status).toBe(201);
    for (const other of others) {
      const reply = await create(other);
      expect([other, reply.status]).toEqual([other, 409]);
      expect(problemIn(reply).issues).toMatchObject([{ code: 'record/duplicate', path: '/name' }]);
    }
  });

  it('bugs 8: a name of invisible characters is no name', async () => {
    const reply = await create('\u200b\u200b');
    expect(reply.status).toBe(422);
    expect(problemIn(reply).issues).toMatchObject([{ code: 'field/required', path: '/name' }]);
    const kept = await create('看得见公司', { contact: '\u202e王五' });
    expect(kept.body.record.data.contact).toBe('王五');
  });

  it.each([
    ['6217000000000000013', 201],
    ['31000000000000000012', 201],
    ['1234567', 422],
  ])('bugs 9: the account %s answers %i', async (account, status) => {
    expect((await create(`账户${account}`, { account })).status).toBe(status);
  });

  it("bugs 10: a foreign resident's number is taken", async () => {
    expect((await create('外籍人士公司', { idNumber: '911840198108030022' })).status).toBe(201);
  });

  it.each([
    ['吕梁绿源农业公司', ['lv', 'lvliang', 'lü', 'lu', 'luyuan', 'lvyuan']],
    [
      '上海浦东发展银行张江支行',
      ['yinhang', 'zhangjiang', 'yh', 'yinxing', "shang'hai", 'zhihang', '银行 张江', 'zhangjiang 浦东'],
    ],
    ['重庆解放碑商厦', ['重庆 商厦', 'chongqing', 'zhongqing', 'cqjfb', '商厦 CQ']],
    ['Acme Steel 上海贸易', ['steel', 'acme 贸易', 'steelshanghai']],
    [
      '长乐单县行唐重工',
      ['clsxxt', 'zlsxht', 'changle', 'zhangle', 'shanxianhang', 'danxianxing', 'xtcg', 'htzg', 'hangtangchong'],
    ],
    ['长江重工（Ａ）股份', ['（A）', '(a)', '（', '(A)股份', '重工(a']],
    [`${'东南西北'.repeat(14)}尾声有限`, ['尾声有限', 'weisheng', 'wsyx']],
    ['⻓江⻛机', ['长江', 'changjiang', '风机', 'cjfj']],
  ])('bugs 11, 13, 15, C20: %s is found by any reading, at any place, and by several words', async (name, searches) => {
    expect((await create(name)).status).toBe(201);
    for (const q of searches) expect([q, await find(q)]).toEqual([q, expect.arrayContaining([name])]);
    expect(await find('重庆 支行')).toEqual([]);
  });

  it('bugs 16: Chinese names sort as in a dictionary, page by page and in look-ups', async () => {
    const names = ['阿里', '北京', '重庆', '大连', '李沧', '王府', '张家口'].map((name) => `${name}排序`);
    for (const name of [...names].reverse()) expect((await create(name)).status).toBe(201);
    const manager = await bank.as('manager');
    const sorted: unknown[] = [];
    for (const page of [1, 2, 3]) {
      const found = await manager.get<Page<RecordView>>(
        `/forms/customer/records?sort=name&size=3&page=${page}&q=${encodeURIComponent('排序')}`,
      );
      sorted.push(...found.body.items.map(({ data }) => data.name));
    }
    expect(sorted).toEqual(names);
    const looked = await (await bank.as('maker')).get<{ items: LookupItem[] }>(
      `/forms/transfer/lookup/customer?q=${encodeURIComponent('排序')}`,
    );
    expect(looked.body.items.map(({ title }) => title)).toEqual(names);
  });

  it('bugs 7, 13: records of an earlier build are found, compared and sorted as new ones after a start, which may be repeated', async () => {
    const { deps } = bank.server;
    const rows = deps.store.tenant('demo');
    const first = await newCustomer(await bank.as('manager'), '旧库甲公司');
    const second = await newCustomer(await bank.as('manager'), '旧库乙公司');
    await rows.records('customer').update({ id: first.id }, { search: [] }, ['same', 'order', 'derived']);
    // As the first build took it: only equal texts were the same.
    const row = await rows.records('customer').get(second.id);
    const data = { ...row?.data, name: '旧库 甲公司' };
    await rows.records('customer').update({ id: second.id }, { search: [], data }, ['same', 'order', 'derived']);
    await upgradeRecords(deps);
    await upgradeRecords(deps);
    const [form] = (await deps.packs.current('demo')).flatMap(({ pack }) => pack.forms.customer ?? []);
    if (!form) throw new Error('the form is not there');
    expect(await deriveAnew(deps, 'demo', form)).toBe(0);
    expect(await find('jiagongsi')).toEqual(expect.arrayContaining(['旧库甲公司', '旧库 甲公司']));
    const incidents = await (await bank.as('admin')).get<Page<{ code: string }>>('/incidents');
    expect(incidents.body.items.map(({ code }) => code)).toContain('record/looks-alike');
    expect((await create('旧库（甲）公司')).status).toBe(201);
    expect((await create('旧库甲　公司')).status).toBe(409);
  });

  it('users F28: people are found by pinyin in administration', async () => {
    const admin = await bank.as('admin');
    const found = await admin.get<Page<PersonView>>('/people?q=zhouqiang');
    expect(found.body.items.map(({ name }) => name)).toContain('maker2');
  });

  it('users F4: work is found in every box by what its card shows', async () => {
    await bank.submit({ amount: 100_000 });
    const shown = async (who: string, box: string, q: string) => {
      const page = await (await bank.as(who)).get<Page<TaskItem>>(`/tasks?box=${box}&q=${encodeURIComponent(q)}`);
      if (page.status !== 200) throw new Error(page.text);
      return page.body.items.length;
    };
    const task = (await (await bank.as('finance')).get<Page<TaskItem>>('/tasks?box=todo')).body.items[0];
    const number = Number(task?.caseTitle.match(/-(\d+)/)?.[1]);
    const { no = '', summary = [] } = task ?? {};
    const amount = summary.find(({ field }) => field === 'amount')?.text ?? '';
    const purpose = summary.find(({ field }) => field === 'purpose')?.text ?? '';
    expect([amount, purpose].every((text) => text !== '')).toBe(true);
    const figures = amount.replace(/[^\d.,]/g, '');
    const parts = [no.slice(-6), no.slice(4, 11), figures, figures.replace(/,/g, ''), figures.slice(0, 3), purpose];
    const card = ['恒通', 'hengtong', '贸易 北京', String(number), '王敏', 'wangmin', '货款', 'huokuan', ...parts];
    for (const q of card) {
      const counts = [await shown('finance', 'todo', q), await shown('maker', 'started', q)];
      expect([q, ...counts.map((count) => count > 0)]).toEqual([q, true, true]);
    }
    await bank.decide('finance', task?.case ?? '', 'approve');
    for (const q of card) expect([q, (await shown('finance', 'done', q)) > 0]).toEqual([q, true]);
    for (const q of ['987654321', '1000.01', '9999-12-31'])
      expect([q, await shown('finance', 'todo', q)]).toEqual([q, 0]);
    expect(await shown('finance', 'todo', '无此客户')).toBe(0);
  });

  it('bugs 17: a report calls a linked record what it is called now', async () => {
    const manager = await bank.as('manager');
    const customer = await newCustomer(manager, '旧名字实业公司');
    const order = (name: string) => ({
      amount: 900_000_00,
      evidence: true,
      more: { customer: { id: customer.id, name } },
    });
    await bank.submit(order('旧名字实业公司'));
    const data = { name: '新名字集团公司' };
    const renamed = await manager.patch(`/forms/customer/records/${customer.id}`, { data }, { 'If-Match': '1' });
    expect(renamed.status).toBe(200);
    await bank.submit(order('新名字集团公司'));
    const shown = await manager.post<DashboardResult>('/dashboards/transfer-overview/query', {
      filters: {},
      widgets: ['top-customers'],
    });
    const table = shown.body.widgets['top-customers'];
    const cells = table?.widget === 'table' ? table.rows.map((row) => row.cells) : [];
    expect(cells).toEqual(expect.arrayContaining([['新名字集团公司', 180_000_000, 2]]));
    expect(JSON.stringify(cells)).not.toContain('旧名字');
  });

  it('bugs 19: administrators are told once that the calendar of the next year is missing', async () => {
    const { deps } = bank.server;
    const late = { ...deps, clock: { now: () => '2999-12-20T02:00:00.000Z' } };
    await tellMissingCalendar(late);
    await tellMissingCalendar(late);
    const incidents = await (await bank.as('admin')).get<Page<{ code: string; text: string }>>('/incidents');
    const told = incidents.body.items.filter(({ code }) => code === 'calendar/missing');
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('2999');
  });
});
