import { Query } from 'mingo';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../engine/core/index.ts';
import {
  applyFill,
  displayLine,
  type FormLinks,
  fieldAt,
  fieldAtPointer,
  formatAt,
  initialData,
  initialRow,
  lookupFilter,
  outlineOf,
  pathTitle,
  searchTokens,
} from '../../../engine/forms/index.ts';
import { contextOf, definition, formOf, formWith, optionSets } from './sample.ts';

const en = { locale: 'en', zone: 'Asia/Shanghai', options: (key: string) => optionSets[key] } as const;
const zh = { ...en, locale: 'zh-CN' } as const;

const part: JsonObject = {
  kind: 'form',
  key: 'part',
  title: 'Part',
  fields: {
    name: { type: 'text' },
    price: { type: 'money' },
    grade: { type: 'choice', options: 'customer-levels', title: { en: 'Grade', 'zh-CN': '等级' } },
    maker: { type: 'text' },
  },
};
const links: FormLinks = {
  options: (key) => optionSets[key],
  form: (key) => (key === 'part' ? outlineOf(part) : undefined),
};

const form = formWith(
  {
    no: { type: 'serial', pattern: 'A{seq:3}', title: { en: 'No.', 'zh-CN': '编号' } },
    day: { type: 'date', default: { rule: { today: [] } } },
    later: { type: 'date', default: { rule: { 'date-add': [{ var: 'day' }, 'P7D'] } } },
    by: { type: 'person', default: { rule: { var: 'actor' } } },
    at: { type: 'unit', default: { rule: { var: 'actor.unit' } } },
    kind: { type: 'choice', options: 'customer-levels', default: 'b', title: { en: 'Kind', 'zh-CN': '类别' } },
    part: {
      type: 'reference',
      form: 'part',
      display: 'name',
      carry: ['grade'],
      fill: { price: 'price', note: 'maker' },
      filter: {
        and: [
          { '<=': [{ var: 'price' }, { var: 'current.price' }] },
          { '==': [{ var: 'maker' }, { var: 'actor.id' }] },
        ],
      },
      title: { en: 'Part', 'zh-CN': '部件' },
    },
    price: { type: 'money', title: { en: 'Price', 'zh-CN': '单价' } },
    note: { type: 'text' },
    lines: {
      type: 'line-items',
      minRows: 2,
      title: { en: 'Lines', 'zh-CN': '明细' },
      fields: {
        part: { type: 'reference', form: 'part', display: 'name', fill: { cost: 'price' } },
        cost: { type: 'money', default: 100, title: { en: 'Cost', 'zh-CN': '费用' } },
      },
    },
    sum: { type: 'money', compute: { sum: [{ var: 'lines' }, 'cost'] } },
  },
  {
    record: {
      display: 'No {{no}}:  {{part.name}} ({{kind}})',
      search: ['no', 'part.name', 'kind', 'lines.cost', 'note'],
    },
  },
  links,
);
const ctx = contextOf(form);

describe('a new record', () => {
  it('has its defaults, each by those before it, its least rows and what formulas make of them', () => {
    expect(initialData(form, ctx)).toEqual({
      day: '2026-11-24',
      later: '2026-12-01',
      by: { id: 'p-clerk', title: 'Li' },
      at: { id: 'u-branch' },
      kind: 'b',
      lines: [{ cost: 100 }, { cost: 100 }],
      sum: 200,
    });
  });

  it('is of the tenant’s day, not of UTC’s', () => {
    const late = { ...ctx, env: { ...ctx.env, now: '2026-11-24T16:30:00.000Z' } };
    expect(initialData(form, late).day).toBe('2026-11-25');
  });

  it('has new rows with their defaults', () => {
    const lines = form.fields.lines;
    expect(lines && initialRow(form, lines, {}, ctx)).toEqual({ cost: 100 });
  });
});

describe('choosing a record', () => {
  const chosen = { name: 'Bolt', price: 250, maker: ' Acme ' };

  it.each<[string, JsonObject | undefined, JsonObject]>([
    ['part', chosen, { price: 250, note: 'Acme' }],
    ['part', { name: 'Bolt' }, { price: null, note: null }],
    ['part', undefined, { price: null, note: null }],
    ['lines.part', chosen, { cost: 250 }],
    ['note', chosen, {}],
    ['nothing', chosen, {}],
  ])('in %s with %j fills in %j', (field, data, expected) => {
    expect(applyFill(form, field, data)).toEqual(expected);
  });

  it('is offered what the filter leaves, by the record that is being filled in', () => {
    const rows = [
      { data: { price: 5, maker: 'p-clerk' } },
      { data: { price: 50, maker: 'p-clerk' } },
      { data: { price: 5, maker: 'other' } },
      { data: { maker: 'p-clerk' } },
    ];
    const offered = (data: JsonObject) =>
      rows.filter((row) => new Query(lookupFilter(form, 'part', data, ctx)).test(row));
    expect(offered({ price: 10 })).toEqual([rows[0]]);
    // Nothing to compare with, nothing offered.
    expect(offered({})).toEqual([]);
    expect(lookupFilter(form, 'lines.part', {}, ctx)).toEqual({});
  });
});

describe('a record in one line', () => {
  it.each<[JsonObject, string, string]>([
    [
      { no: 'A001', part: { id: 'x', name: 'Bolt' }, kind: 'a' },
      'No A001: Bolt (A – key)',
      'No A001: Bolt (A 级 重点)',
    ],
    [{}, 'No : ()', 'No : ()'],
    // Masked values are texts already.
    [{ no: 'A001', kind: '***' }, 'No A001: (***)', 'No A001: (***)'],
  ])('%j is "%s"', (data, english, chinese) => {
    expect(displayLine(form, data, en)).toBe(english);
    expect(displayLine(form, data, zh)).toBe(chinese);
  });

  it('is its number or its first text where nothing is said', () => {
    const plain = formWith({ amount: { type: 'money' }, name: { type: 'text' } });
    expect(displayLine(plain, { name: 'ACME', amount: 1 }, en)).toBe('ACME');
  });

  it('is found by its texts, as stored and as shown, half-width and lower-case', () => {
    const data: JsonObject = {
      no: 'A001',
      part: { id: 'x', name: 'ＢＯＬＴ 八' },
      kind: 'a',
      lines: [{ cost: 100 }, {}],
    };
    expect(searchTokens(form, data)).toEqual(['a001', 'bolt 八', 'a – key', 'a 级 重点', 'cny 1.00', '1.00 元']);
    expect(searchTokens(form, {})).toEqual([]);
  });
});

describe('a path of a form', () => {
  it.each([
    ['price', 'Price', '单价'],
    ['lines.cost', 'Lines › Cost', '明细 › 费用'],
    ['part.grade', 'Part › Grade', '部件 › 等级'],
    ['part.id', 'Part › ID', '部件 › 标识'],
    ['actor.unit', 'Person acting › Unit', '当前操作人 › 机构'],
    ['createdAt', 'Created at', '创建时间'],
    ['record.status', 'Record › Status', '记录 › 状态'],
    ['what.ever', 'what › ever', 'what › ever'],
  ])('%s is called "%s", "%s"', (path, english, chinese) => {
    expect(pathTitle(form, path, 'en')).toBe(english);
    expect(pathTitle(form, path, 'zh-CN')).toBe(chinese);
  });

  it.each<[string, JsonObject[string], string]>([
    ['price', 5_000_000, 'CNY 50,000.00'],
    ['part.grade', 'a', 'A – key'],
    ['lines.cost', 1, 'CNY 0.01'],
    ['part', { id: 'x', name: 'Bolt' }, 'Bolt'],
    ['actor.roles', ['maker', 'chief'], 'maker, chief'],
    ['actor', { id: 'p', title: 'Li' }, 'Li'],
    ['case.round', 2, '2'],
    ['x', true, 'Yes'],
  ])('%s shows %j as "%s"', (path, value, expected) => {
    expect(formatAt(form, path, value, en)).toBe(expected);
  });

  it.each([
    ['lines.cost', '/lines/3/cost', 'lines.cost'],
    ['part.grade', '/part/grade', 'grade'],
    ['price', '/price', 'price'],
    ['part.nothing', '/part/nothing', undefined],
    ['constructor', '/constructor', undefined],
  ])('%s and %s lead to the same field', (path, at, expected) => {
    expect(fieldAt(form, path)?.path).toBe(expected);
    expect(fieldAtPointer(form, at)?.path).toBe(expected);
  });
});

describe('the forms that ship', () => {
  it('parse', () => {
    for (const key of ['customer', 'transfer']) expect(formOf(definition(`forms/${key}.json`)).key).toBe(key);
  });
});
