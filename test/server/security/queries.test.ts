// What a client can send to be asked of the store: filters, sorts, marks of a dashboard, names to sign in with.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject, Page, RecordView } from '../../../engine/index.ts';
import { type Bank, key, newCustomer, openBank } from '../../flows/transfer-bank.ts';
import { problemIn, type Reply } from '../../support/server.ts';
import { describeEachStore } from '../../support/stores.ts';

const ID_NUMBER = '11010519491231002X';
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
const nested = (depth: number): Json => (depth === 0 ? true : { '!': nested(depth - 1) });

describeEachStore('a question', (store) => {
  let bank: Bank;
  const get = async <T = unknown>(who: string, path: string) => (await bank.as(who)).get<T>(path);
  const listed = (who: string, form: string, rule: Json) =>
    get<Page<RecordView>>(who, `/forms/${form}/records?size=200&filter=${encodeURIComponent(JSON.stringify(rule))}`);
  const refused = (reply: Reply) => {
    expect(reply.status).toBeLessThan(500);
    const problem = problemIn(reply);
    expect(problem.correlationId).toMatch(/^[0-9a-f-]{36}$/);
    for (const { message } of problem.issues) expect(message).not.toBe('');
    return [reply.status, problem.issues[0]?.code, problem.issues[0]?.path];
  };

  beforeAll(async () => {
    bank = await openBank({ store });
    await newCustomer(await bank.as('manager'), '天津宏达化工有限公司', { idNumber: ID_NUMBER });
    await bank.submit({ amount: 100_000 });
  });
  afterAll(() => bank.stop());

  const at = '/filter';
  it.each<[string, Json, number, string, string]>([
    [
      'A1 a path to the constructor',
      { '==': [{ var: 'constructor.name' }, 1] },
      422,
      'rule/unknown-variable',
      `${at}/==/0/var`,
    ],
    ['A1 the prototype', { '==': [{ var: '__proto__' }, 1] }, 422, 'rule/unknown-variable', `${at}/==/0/var`],
    [
      'A1 what lies beside the data',
      { '==': [{ var: 'passwordHash' }, 'x'] },
      422,
      'rule/unknown-variable',
      `${at}/==/0/var`,
    ],
    ['A2 data run as a rule', { '!': { missing: { var: 'note' } } }, 422, 'rule/unknown-operator', `${at}/!/missing`],
    ['A3 a number compared with a text', { '>': [{ var: 'amount' }, 'abc'] }, 422, 'rule/operand-type', `${at}/>/1`],
    ['A3 digits of full width', { '>': [{ var: 'amount' }, '１００'] }, 422, 'rule/operand-type', `${at}/>/1`],
    ['A4 two operators', { '==': [1, 2], x: 1 }, 422, 'rule/one-operator', at],
    ['A4 nothing', {}, 422, 'rule/one-operator', at],
    ['A4 a list', [{ '==': [1, 2] }], 422, 'rule/result-type', at],
    ['A5 a list of thousands', { in: [{ var: 'amount' }, numbers(1_500)] }, 422, 'rule/too-long-list', `${at}/in/1`],
    [
      'A6 a text that doubles',
      { '==': [{ reduce: [numbers(9), 1, 'x'] }, 'x'] },
      422,
      'rule/unknown-operator',
      `${at}/==/0/reduce`,
    ],
    ['A7 a list that doubles', { '==': [{ merge: [[1], [1]] }, 1] }, 422, 'rule/unknown-operator', `${at}/==/0/merge`],
    ['A8 the operator that logs', { '!': { log: { var: 'note' } } }, 422, 'rule/unknown-operator', `${at}/!/log`],
    ['A8 a method', { 'cat.name': [1] }, 422, 'rule/unknown-operator', `${at}/cat.name`],
    ['E1 an operator of the store', { amount: { $ne: null } }, 422, 'rule/unknown-operator', `${at}/amount`],
    ['E3 code for the store', { $where: 'sleep(1000)' }, 422, 'rule/unknown-operator', `${at}/$where`],
    [
      'E3 code in an expression',
      { $expr: { $function: { body: 'x', args: [], lang: 'js' } } },
      422,
      'rule/unknown-operator',
      `${at}/$expr`,
    ],
    [
      'E5 SQL as a path',
      { '==': [{ var: "x') is null or 1=1 or json_extract(doc,'$.x" }, 1] },
      422,
      'rule/unknown-variable',
      `${at}/==/0/var`,
    ],
  ])('that filters by %s is refused where it is wrong', async (_what, rule, status, code, path) => {
    expect(refused(await listed('maker', 'transfer', rule))).toEqual([status, code, path]);
  });

  it('that is nested too deep is refused before it is read as a rule', async () => {
    expect(refused(await listed('maker', 'transfer', nested(40)))).toEqual([400, 'json/too-deep', expect.any(String)]);
  });

  it.each([
    ['sort=constructor', 400],
    ['sort=__proto__', 400],
    ['sort=data.passwordHash', 400],
    ['sort=-amount%27%3B--', 400],
    ['sort[$gt]=x', 200],
    ['view=constructor', 404],
    ['filter[$ne]=x', 200],
    ['filter=%00', 400],
    ['filter=%7B%22__proto__%22%3A1%7D', 400],
    ['filter=%7B%22a%22%3A1%2C%22a%22%3A2%7D', 400],
    ['page=-1', 400],
    ['page=1e9', 400],
    ['size=100000', 400],
    ['q=%28a%2B%29%2B%24', 200],
    ['q=.*', 200],
  ])('with ?%s is answered %i', async (query, status) => {
    const reply = await get<Page<RecordView>>('maker', `/forms/transfer/records?${query}`);
    expect(reply.status).toBe(status);
    if (status === 200 && query.startsWith('q=')) expect(reply.body.items).toEqual([]);
  });

  it.each<[string, JsonObject, number]>([
    ['an operator as the name', { tenant: 'demo', name: { $ne: null }, password: 'x' }, 422],
    ['an operator as the password', { tenant: 'demo', name: 'maker', password: { $gt: '' } }, 422],
    ['an operator as the tenant', { tenant: { $ne: null }, name: 'maker', password: 'x' }, 422],
    ['a list as the name', { tenant: 'demo', name: ['maker', 'admin'], password: 'x' }, 422],
    ['their own role', { tenant: 'demo', name: 'maker', password: 'x', roles: ['admin'] }, 422],
    ['a pattern as the name', { tenant: 'demo', name: '.*', password: 'Dougong-demo-1' }, 401],
    ['a path as the tenant', { tenant: 'demo/maker', name: 'maker', password: 'Dougong-demo-1' }, 401],
  ])('for a session with %s opens none', async (_what, body, status) => {
    const reply = await bank.server.client({ language: 'zh-CN' }).post('/session', body);
    expect(reply.status).toBe(status);
    expect(reply.headers.getSetCookie()).toEqual([]);
    expect(problemIn(reply).detail).toMatch(/[\u4e00-\u9fff]/);
  });

  describe('about what is hidden or masked', () => {
    it.each([
      ['filter', `filter=${encodeURIComponent(JSON.stringify({ '==': [{ var: 'idNumber' }, ID_NUMBER] }))}`],
      ['filter by its emptiness', `filter=${encodeURIComponent(JSON.stringify({ empty: { var: 'idNumber' } }))}`],
      [
        'filter by one branch of many',
        `filter=${encodeURIComponent(JSON.stringify({ or: [{ '==': [{ var: 'level' }, 'a'] }, { '==': [{ var: 'idNumber' }, ID_NUMBER] }] }))}`,
      ],
      ['sort', 'sort=idNumber'],
      ['sort the other way', 'sort=-idNumber'],
    ])('a %s tells nothing: it is refused', async (_how, query) => {
      for (const who of ['maker', 'analyst']) {
        const reply = await get(who, `/forms/customer/records?${query}`);
        expect([who, reply.status]).toEqual([who, 422]);
        expect(reply.text).not.toContain(ID_NUMBER);
      }
    });

    it('a search finds nothing by it', async () => {
      for (const who of ['maker', 'analyst']) {
        const reply = await get<Page<RecordView>>(who, `/forms/customer/records?q=${ID_NUMBER}`);
        expect([who, reply.body.items]).toEqual([who, []]);
      }
    });

    it('a change refused for being like another says so only of fields that may be read', async () => {
      const reply = await (await bank.as('maker')).post(
        '/forms/customer/records',
        { data: { name: 'x', level: 'a', bankName: 'x', account: '6222021001112223372', idNumber: ID_NUMBER } },
        key(),
      );
      if (reply.status === 422 || reply.status === 409) expect(reply.text).not.toContain('天津宏达');
    });
  });

  it.each<[string, string, JsonObject, number]>([
    ['a mark of another widget', '/datasets/transfers/drill', { widget: 'constructor' }, 422],
    ['a mark that is none', '/datasets/transfers/drill', { widget: 'by-month', mark: { constructor_: 1 } }, 422],
    ['a dataset of every object', '/datasets/constructor/drill', { widget: 'by-month' }, 422],
    ['a dashboard of every object', '/dashboards/toString/query', {}, 404],
    ['a thousand widgets', '/dashboards/transfer-overview/query', { widgets: numbers(1_000).map(String) }, 422],
  ])('of figures with %s is refused', async (_what, path, more, status) => {
    const drill = path.endsWith('drill') && { dashboard: 'transfer-overview', mark: {} };
    const reply = await (await bank.as('manager')).post(path, { filters: {}, ...drill, ...more });
    expect([reply.status, reply.status === status ? '' : reply.text]).toEqual([status, '']);
    expect(problemIn(reply).issues[0]?.message).not.toBe('');
  });

  it.each<[string, JsonObject]>([
    ['that does not exist', { nothing: 1 }],
    ['with an operator as its value', { period: { $ne: null } }],
    ['with a list of operators', { unit: [{ $gt: '' }] }],
  ])('of figures with a filter %s is answered with no figure', async (_what, filters) => {
    const manager = await bank.as('manager');
    const reply = await manager.post<{ widgets: { [key: string]: { widget: string; issue?: { message: string } } } }>(
      '/dashboards/transfer-overview/query',
      { filters },
    );
    const widgets = Object.values(reply.body.widgets);
    expect(widgets.length).toBeGreaterThan(3);
    for (const { widget, issue } of widgets) expect([widget, issue?.message]).toEqual(['failed', expect.any(String)]);
  });
});
