import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../engine/core/index.ts';
import { initialData } from '../../../engine/forms/index.ts';
import { contextOf, formWith } from './sample.ts';

const options: Json = [
  { key: 'a', title: 'A' },
  { key: 'b', title: 'B' },
];
const rows: [type: string, value: Json, more?: JsonObject][] = [
  ['text', 'x'],
  ['long-text', 'a\nb'],
  ['number', 5],
  ['money', 100],
  ['percent', 0.1],
  ['date', '2026-01-31'],
  ['date-time', '2026-01-31T08:00:00.000Z'],
  ['choice', 'b', { options }],
  ['multi-choice', ['a', 'b'], { options }],
  ['boolean', true],
  ['person', { id: 'p-1', title: 'Li' }],
  ['unit', { id: 'u-1', title: 'Branch' }],
  ['phone', '13812345678'],
  ['email', 'li@example.com'],
  ['id-number', '11010519491231002X'],
  ['bank-account', '6222021001112223331'],
  ['reference', { id: 'c-1', name: 'Wu' }, { form: 'customer', display: 'name' }],
  ['line-items', [{ what: 'x' }], { fields: { what: { type: 'text' } } }],
];

describe('a new record', () => {
  it.each(rows)('has the default of a field of the type %s', (type, value, more = {}) => {
    const form = formWith({ given: { type, default: value, ...more } });
    expect(initialData(form, contextOf(form)).given).toEqual(value);
  });
});
