import { type Issue, issue } from '../../core/issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts';
import { isPrototypeName } from '../../core/names.ts';
import { pointer } from '../../core/pointer.ts';
import type { FormatContext } from '../field-type.ts';
import { isBlank, plainly } from '../plain-text.ts';
import { wrongType } from '../value-issues.ts';
import type { LineItemsDeclaration } from './schema.ts';

/** Each cell as its column stores it. A row without values stays a row: a person is about to fill it in. */
export function normalise(value: Json, d: LineItemsDeclaration): Json | undefined {
  if (isBlank(value)) return undefined;
  const list = isJsonObject(value) ? [value] : value;
  return Array.isArray(list) ? list.map((row) => (isJsonObject(row) ? normaliseRow(row, d) : row)) : value;
}

function normaliseRow(row: JsonObject, d: LineItemsDeclaration): JsonObject {
  const next: JsonObject = {};
  for (const name of Object.keys(row)) {
    const cell = row[name] as Json;
    const column = Object.hasOwn(d.columns, name) ? d.columns[name] : undefined;
    if (column) {
      const kept = column.kind.normalise(cell, column.declaration);
      if (kept !== undefined) next[name] = kept;
    } else if (!isBlank(cell) && !isPrototypeName(name)) {
      // What is no column stays, to be refused by name.
      next[name] = cell;
    }
  }
  return next;
}

/** The list as such; what is in its cells is asked of each column. */
export function check(value: Json, d: LineItemsDeclaration): Issue[] {
  if (!Array.isArray(value)) return wrongType({ en: 'a list of rows', 'zh-CN': '明细行列表' });
  if (value.length > d.maxRows) return [issue('field/too-many-rows', '', { max: d.maxRows })];
  const issues = value.length < d.minRows ? [issue('field/too-few-rows', '', { min: d.minRows })] : [];
  value.forEach((row, index) => {
    if (!isJsonObject(row)) issues.push(...wrongType({ en: 'a row', 'zh-CN': '一行明细' }, pointer(index)));
    else {
      for (const name of Object.keys(row)) {
        if (!Object.hasOwn(d.columns, name))
          issues.push(issue('field/unknown-part', pointer(index, name), { key: name.slice(0, 60) }));
      }
    }
  });
  return issues;
}

/** "3 rows". */
export function format(value: Json, _d: unknown, { locale }: Pick<FormatContext, 'locale'>): string {
  if (!Array.isArray(value)) return plainly(value);
  if (locale === 'zh-CN') return `${value.length} 行`;
  return value.length === 1 ? '1 row' : `${value.length} rows`;
}
