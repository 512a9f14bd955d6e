// Every dashboard that ships, over rows in memory: each widget can be asked, shown in both languages and drilled into.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../engine/core/json.ts';
import type { Locale } from '../../engine/core/text.ts';
import { parsePack } from '../../engine/packs/parse-pack.ts';
import { reportContext } from '../../engine/packs/report-context.ts';
import { trialContext } from '../../engine/packs/trial-organisation.ts';
import { drillFilter, planWidget, shape } from '../../engine/reports/index.ts';
import { answer, rowsOf } from '../engine/reports/in-memory.ts';
import { readPack } from './read-pack.ts';

const { pack } = parsePack(readPack('transfer-control'), []);
const dashboard = pack?.dashboards['transfer-overview'];
if (!pack || !dashboard) throw new Error('no dashboard');

const { organisation, calendar, zone } = trialContext([pack]);
const actor = {
  id: 'trial:manager',
  tenant: 't',
  name: 'manager',
  title: 'manager',
  unit: 'trial-branch',
  roles: ['manager'],
};
const context = (locale: Locale) =>
  reportContext(pack, {
    actor,
    locale,
    organisation,
    env: { data: {}, now: '2026-11-24T02:00:00.000Z', zone, organisation, calendar },
  });

const states = ['finance', 'leadership', 'president', 'paid', 'rejected', 'revise'];
const purposes = ['goods', 'services', 'rent', 'advance'];
const rows = Array.from(
  { length: 120 },
  (_, index): JsonObject => ({
    id: `r${index}`,
    status: states[index % states.length] ?? '',
    unit: 'trial-branch',
    owner: 'trial:maker',
    createdAt: '2026-11-01T00:00:00.000Z',
    data: {
      applyDate: `2026-${String((index % 11) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`,
      amount: 10_000 * (index + 1),
      purpose: purposes[index % purposes.length] ?? '',
      customer: { id: `c${index % 13}`, name: `Customer ${index % 13}` },
    },
  }),
);

function show(widget: string, locale: Locale, filters: JsonObject = {}, data = rows) {
  const plans = planWidget(dashboard as NonNullable<typeof dashboard>, widget, filters, context(locale));
  if (!plans.ok) throw new Error(JSON.stringify(plans.issues));
  return shape(
    dashboard as NonNullable<typeof dashboard>,
    widget,
    filters,
    plans.value.map((plan) => answer(plan, data)),
    context(locale),
  );
}

describe('the transfer overview', () => {
  it.each(Object.keys(dashboard.widgets))('shows %s, from rows and from none', (widget) => {
    for (const locale of ['en', 'zh-CN'] as const) {
      expect(show(widget, locale).widget).toBe(dashboard.widgets[widget]?.type);
      expect(show(widget, locale, {}, []).widget).toBe(dashboard.widgets[widget]?.type);
    }
  });

  it('counts every transfer of the last twelve months, month by month', () => {
    const model = show('by-month-purpose', 'zh-CN');
    if (model.widget !== 'bar') throw new Error(model.widget);
    expect(model.categories).toHaveLength(12);
    expect(model.series.map(({ title }) => title)).toEqual(['货款', '服务费', '租金', '预付款']);
    expect(model.series.flatMap(({ values }) => values).reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(
      rows.length,
    );
  });

  it('names the states of the workflow in the funnel, each holding what got further', () => {
    const model = show('states', 'zh-CN');
    if (model.widget !== 'funnel') throw new Error(model.widget);
    expect(model.slices.map(({ label, value }) => [label, value])).toEqual([
      ['财务审核', 80],
      ['总监审批', 60],
      ['总裁审批', 40],
      ['已付款', 20],
    ]);
  });

  it('names customers by their names and drills down to their transfers', () => {
    const model = show('top-customers', 'en');
    if (model.widget !== 'table') throw new Error(model.widget);
    const [first] = model.rows;
    expect(first?.cells[0]).toMatch(/^Customer \d+$/);
    const behind = drillFilter(dashboard, 'top-customers', first?.mark ?? {}, {}, context('en'));
    const found = behind.ok ? rowsOf(behind.value, rows) : [];
    expect(found.reduce((sum, { data }) => sum + Number((data as JsonObject).amount), 0)).toBe(first?.cells[1]);
    expect(found.length).toBe(first?.cells[2]);
  });

  it('follows its filters', () => {
    const all = show('total', 'en', { period: 'this-year' });
    const month = show('total', 'en', { period: 'this-month' });
    const elsewhere = show('total', 'en', { unit: 'trial-company' });
    expect([all, month, elsewhere].map((model) => model.widget === 'kpi' && model.value)).toEqual([
      rows.reduce((sum, { data }) => sum + Number((data as JsonObject).amount), 0),
      rows
        .filter(({ data }) => String((data as JsonObject).applyDate).startsWith('2026-11'))
        .reduce((sum, { data }) => sum + Number((data as JsonObject).amount), 0),
      rows.reduce((sum, { data }) => sum + Number((data as JsonObject).amount), 0),
    ]);
  });
});
