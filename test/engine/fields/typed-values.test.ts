import { describe, expect, it } from 'vitest';
import type { Json, JsonObject, Locale } from '../../../engine/core/index.ts';
import { messageOf, toStructureValidator, workCalendar } from '../../../engine/core/index.ts';
import { compileStructure } from '../../../engine/core/json-schema-compiler.ts';
import { zonedInstantIn } from '../../../engine/fields/index.ts';
import { settle, structureSchema } from '../../../engine/forms/index.ts';
import { alike, isUnseen, said, searchable } from '../../../engine/index.ts';
import { contextOf, formWith } from '../forms/sample.ts';

function tell(fields: JsonObject, data: JsonObject, locale: Locale = 'zh-CN'): string[] {
  const form = formWith(fields);
  const module = { exports: {} as unknown };
  new Function('module', 'exports', compileStructure(structureSchema(form)))(module, module.exports);
  const settled = settle(form, data, contextOf(form), toStructureValidator(module.exports));
  return settled.issues.map((found) => `${found.path} ${messageOf(found, locale)}`);
}

describe('values as people type them', () => {
  it.each<[Json, string]>([
    ['abc', '/x 请用数字填写金额（元），最多 2 位小数，例如 60000.00'],
    ['六万', '/x 请用数字填写金额（元），最多 2 位小数，例如 60000.00'],
    ['60,000.555', '/x “60,000.555”的小数位超过 CNY 的 2 位'],
    ['1e5', '/x 请用数字填写金额（元），最多 2 位小数，例如 60000.00'],
    ['90071992547409.92', '/x “90071992547409.92”数额过大'],
  ])('users F17, B24: are told what an amount looks like, not what the store counts: %s', (value, message) => {
    expect(tell({ x: { type: 'money' } }, { x: value })).toEqual([message]);
  });

  it('users F17: are told so in the cells of rows as well', () => {
    const fields = { items: { type: 'line-items', fields: { cost: { type: 'money' }, day: { type: 'date' } } } };
    expect(tell(fields, { items: [{ cost: 'abc', day: '20260431' }] })).toEqual([
      '/items/0/cost 请用数字填写金额（元），最多 2 位小数，例如 60000.00',
      '/items/0/day 没有这一天，或格式有误，请按 2026-11-24 填写',
    ]);
  });

  it.each(['20260431', '2026-02-30', '2027-02-29', '2026/13/1'])('bugs 1: %s is no day, and is refused', (value) => {
    expect(tell({ x: { type: 'date' } }, { x: value })).toHaveLength(1);
  });

  it.each([
    ['2026-12-15 09:00', 'Asia/Shanghai', '2026-12-15T01:00:00.000Z'],
    ['2026/12/15 9:00', 'Asia/Shanghai', '2026-12-15T01:00:00.000Z'],
    ['20261215 0900', 'Asia/Shanghai', undefined],
    ['2026年12月15日 9时30分', 'Asia/Shanghai', '2026-12-15T01:30:00.000Z'],
    ['2026-12-15T09:00', 'America/Los_Angeles', '2026-12-15T17:00:00.000Z'],
    ['2026-02-30 09:00', 'Asia/Shanghai', undefined],
    ['2026-12-15 25:00', 'Asia/Shanghai', undefined],
    ['2026-03-08 02:30', 'America/Los_Angeles', undefined],
    ['2026-12-15', 'Asia/Shanghai', undefined],
  ])('bugs 3, D13: %s on the clocks of %s is %s', (text, zone, instant) => {
    expect(zonedInstantIn(text, zone)).toBe(instant);
  });

  it('bugs 8: invisible characters are no value, and do not stay in one', () => {
    const fields = { x: { type: 'text', required: true, minLength: 2 } };
    expect(tell(fields, { x: '\u200b\u200b' }, 'en')).toEqual(['/x Please fill in x']);
    expect(tell(fields, { x: '\u3164\u00ad' }, 'en')).toEqual(['/x Please fill in x']);
    expect(said('\u200b \u2060')).toBe('');
    expect(said('\u202eevil\u202c ')).toBe('evil');
    expect(isUnseen('\u2800')).toBe(true);
    expect(isUnseen('a')).toBe(false);
  });

  it('bugs 7: texts that look alike compare alike', () => {
    const companies = [
      '恒远测试（上海）公司',
      '恒远测试(上海)公司',
      '恒远测试（上海） 公司',
      '恒远测试\u200b（上海）公司',
    ];
    expect(new Set(companies.map(alike)).size).toBe(1);
    const latin = ['Acme Test Ltd', 'ACME TEST LTD', 'Acme  Test Ltd', 'Ａcme Test\u00a0Ltd'];
    expect(new Set(latin.map(alike)).size).toBe(1);
    expect(searchable(' Ａcme \u200b Test ')).toBe('acme test');
  });

  it('bugs 7: a unique column takes no two texts that look alike', () => {
    const fields = { items: { type: 'line-items', fields: { no: { type: 'text', unique: true } } } };
    expect(tell(fields, { items: [{ no: 'Ａ 1' }, { no: 'a1' }] }, 'en')).toHaveLength(1);
  });

  it('bugs 21: a .jpeg is as good as a .jpg', () => {
    const file = (name: string) => [{ id: 'f1', name, size: 10, type: 'image/jpeg' }];
    const fields = { x: { type: 'attachment', accept: ['.pdf', '.jpg'] } };
    expect(tell(fields, { x: file('a.JPEG') })).toEqual([]);
    expect(tell(fields, { x: file('a.png') })).toHaveLength(1);
  });

  it('bugs 19: a formula counts through a year without a calendar, with a warning beside the field', () => {
    const form = formWith({
      d: { type: 'date' },
      due: { type: 'date', compute: { 'add-working-days': [{ var: 'd' }, 5] } },
    });
    const ctx = contextOf(form);
    const calendar = workCalendar({ years: [2026], holidays: [], workdays: [] });
    const settled = settle(form, { d: '2026-12-28' }, { ...ctx, env: { ...ctx.env, calendar } });
    expect(settled.data.due).toBe('2027-01-05');
    expect(settled.issues).toMatchObject([
      { code: 'form/calendar-guessed', path: '/due', severity: 'warning', params: { year: 2027 } },
    ]);
    expect(settle(form, { d: '2026-12-21' }, { ...ctx, env: { ...ctx.env, calendar } }).issues).toEqual([]);
  });
});
