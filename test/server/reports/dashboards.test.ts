import { afterAll, beforeAll, expect, it } from 'vitest';
import type {
  DashboardResult,
  DashboardScreen,
  DrillResult,
  JsonObject,
  RecordView,
  WidgetModel,
} from '../../../engine/index.ts';
import { type Bank, openBank } from '../../flows/transfer-bank.ts';
import { describeEachStore } from '../../support/stores.ts';

const all = { period: 'all' };

describeEachStore('a dashboard', (store) => {
  let bank: Bank;
  const records: RecordView[] = [];
  beforeAll(async () => {
    bank = await openBank({ store });
    const orders: [number, string, string][] = [
      [100_000, 'goods', 'maker'],
      [250_000, 'rent', 'maker'],
      [5_000_000, 'goods', 'maker'],
      [300_000, 'services', 'maker2'],
    ];
    for (const [amount, purpose, who] of orders) {
      const { record, case: id } = await bank.submit({ amount, more: { purpose } }, who);
      records.push(record);
      if (purpose === 'goods') await bank.decide('finance', id, 'approve');
    }
  });
  afterAll(() => bank.stop());

  const query = async (name: string, filters: JsonObject = all, widgets?: string[]) =>
    (await bank.as(name)).post<DashboardResult>('/dashboards/transfer-overview/query', {
      filters,
      ...(widgets && { widgets }),
    });
  const widget = async <W extends WidgetModel['widget']>(name: string, key: string, filters?: JsonObject) => {
    const found = (await query(name, filters, [key])).body.widgets[key];
    return found as WidgetModel & { widget: W };
  };
  const drill = async (name: string, key: string, mark: JsonObject, filters: JsonObject = all) =>
    (await bank.as(name)).post<DrillResult>('/datasets/transfers/drill', {
      dashboard: 'transfer-overview',
      widget: key,
      filters,
      mark,
    });

  it('shows its filters and widgets to whom it is open', async () => {
    const screen = await (await bank.as('manager')).get<DashboardScreen>('/dashboards/transfer-overview');
    expect(Object.keys(screen.body.filterOptions)).toEqual(['period', 'unit']);
    expect((await (await bank.as('maker')).get('/dashboards/transfer-overview')).status).toBe(403);
    expect((await query('maker')).status).toBe(403);
    expect((await (await bank.as('manager')).get('/dashboards/nothing')).status).toBe(404);
  });

  it('answers all its widgets, none of them failed', async () => {
    const { widgets } = (await query('manager', {})).body;
    expect(Object.keys(widgets)).toHaveLength(8);
    expect(Object.values(widgets).filter((model) => model.widget === 'failed')).toEqual([]);
  });

  it('adds up what the reader may read, and nothing else', async () => {
    expect((await widget<'kpi'>('manager', 'total')).value).toBe(5_650_000);
    expect((await widget<'kpi'>('auditor', 'count')).value).toBe(4);
    const ofBeijing = { ...all, unit: 'beijing' };
    expect((await widget<'kpi'>('manager', 'total', ofBeijing)).value).toBe(300_000);
    const share = await widget<'share'>('manager', 'by-purpose');
    expect(share.slices.map(({ label, value }) => [label, value])).toEqual(
      expect.arrayContaining([
        ['Goods', 5_100_000],
        ['Rent', 250_000],
        ['Services', 300_000],
      ]),
    );
  });

  it('leads from every number to exactly the records that it was made of', async () => {
    const bars = await widget<'bar'>('manager', 'by-month-purpose');
    let counted = 0;
    for (const { values, marks } of bars.series) {
      for (const [index, value] of values.entries()) {
        const found = (await drill('manager', 'by-month-purpose', marks[index] ?? {})).body;
        expect(found.total).toBe(value ?? 0);
        counted += found.total;
      }
    }
    expect(counted).toBe(4);
    const share = await widget<'share'>('manager', 'by-purpose');
    for (const { value, mark } of share.slices) {
      const { items } = (await drill('manager', 'by-purpose', mark)).body;
      const amounts = items.map(({ id }) => Number(records.find((record) => record.id === id)?.data.amount));
      expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(value);
    }
  });

  it('leads through the same filter and rights', async () => {
    const total = await widget<'kpi'>('manager', 'total', { ...all, unit: 'beijing' });
    const found = (await drill('manager', 'total', total.mark, { ...all, unit: 'beijing' })).body;
    expect([found.form, found.total, found.items.map(({ id }) => id)]).toEqual(['transfer', 1, [records[3]?.id]]);
    expect(found.columns.map(({ key }) => key)).toContain('amount');
    expect((await drill('maker', 'total', total.mark)).status).toBe(403);
  });

  it.each([
    ['a widget that it does not have', { filters: all, widgets: ['nothing'] }, 422],
    ['no filters', {}, 422],
  ])('with %s refuses', async (_what, body, status) => {
    expect((await (await bank.as('manager')).post('/dashboards/transfer-overview/query', body)).status).toBe(status);
  });

  it('says of a filter that does not exist which widgets it stops', async () => {
    const { widgets } = (await query('manager', { nonsense: 1 })).body;
    expect(Object.values(widgets).every((model) => model.widget === 'failed')).toBe(true);
  });
});
