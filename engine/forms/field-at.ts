import { isJsonObject, type Json, own } from '../core/json.ts';
import { type JsonPointer, segmentsOf } from '../core/pointer.ts';
import { isText, type Locale, localise, type Text } from '../core/text.ts';
import { type Field, type FormatContext, formatValue } from '../fields/index.ts';
import type { Form } from './form.ts';
import { rowColumns } from './row-columns.ts';

/** The field at a dotted path: `amount`, a column `items.cost`, a carried part `partner.name` (the linked form's field). */
export function fieldAt(form: Pick<Form, 'fields'>, path: string): Field | undefined {
  const [name = '', ...rest] = path.split('.');
  let here = own(form.fields, name);
  for (const part of rest) here = here && innerField(here, part);
  return here;
}

function innerField(field: Field, part: string): Field | undefined {
  if (field.columns) return own(field.columns, part);
  const { link } = field;
  if (!link?.outline || (part !== link.display && !link.carry.includes(part))) return undefined;
  return own(link.outline.fields, part);
}

/** The field at a pointer into data: `/items/0/cost` is the column. */
export function fieldAtPointer(form: Pick<Form, 'fields'>, pointer: JsonPointer): Field | undefined {
  const segments = segmentsOf(pointer);
  const field = own(form.fields, segments[0] ?? '');
  const path = field?.columns ? segments.filter((_, index) => index !== 1) : segments;
  return fieldAt(form, path.join('.'));
}

const roots: { [name: string]: Text } = {
  actor: { en: 'Person acting', 'zh-CN': '当前操作人' },
  initiator: { en: 'Initiator', 'zh-CN': '发起人' },
  record: { en: 'Record', 'zh-CN': '记录' },
  case: { en: 'Case', 'zh-CN': '流程' },
  row: { en: 'Row', 'zh-CN': '行' },
  current: { en: 'This record', 'zh-CN': '当前记录' },
  now: { en: 'Now', 'zh-CN': '当前时间' },
  today: { en: 'Today', 'zh-CN': '今天' },
};
const parts: { [name: string]: Text } = {
  id: { en: 'ID', 'zh-CN': '标识' },
  name: { en: 'Name', 'zh-CN': '名称' },
  title: { en: 'Name', 'zh-CN': '名称' },
  roles: { en: 'Roles', 'zh-CN': '角色' },
  round: { en: 'Round', 'zh-CN': '轮次' },
  size: { en: 'Size', 'zh-CN': '大小' },
  type: { en: 'Type', 'zh-CN': '类型' },
};

/** What people call a path that a rule reads or a list shows: "Amount", "Costs › Price", "Initiator › Unit". */
export function pathTitle(form: Pick<Form, 'fields'>, path: string, locale: Locale): string {
  if (Object.hasOwn(rowColumns, path) && !Object.hasOwn(form.fields, path))
    return localise(rowColumns[path]?.title, locale);
  const segments = path.split('.');
  return segments
    .map((segment, index) => {
      const field = fieldAt(form, segments.slice(0, index + 1).join('.'));
      return field ? localise(field.title, locale) : plainTitle(segment, index, locale);
    })
    .join(' › ');
}

function plainTitle(segment: string, index: number, locale: Locale): string {
  const text = (index === 0 ? own(roots, segment) : own(parts, segment)) ?? own(rowColumns, segment)?.title;
  return text === undefined ? segment : localise(text, locale);
}

/** A value as the field at the path shows it; as plain text where the path is no field. */
export function formatAt(
  form: Pick<Form, 'fields'>,
  path: string,
  value: Json | undefined,
  ctx: FormatContext,
): string {
  const field = fieldAt(form, path);
  if (field) return formatValue(field, value, ctx);
  if (value === undefined || value === null) return '';
  if (Array.isArray(value))
    return value.map((item) => formatAt(form, '', item, ctx)).join(ctx.locale === 'zh-CN' ? '、' : ', ');
  if (isJsonObject(value))
    return isText(value) ? localise(value, ctx.locale) : formatAt(form, '', value.title ?? value.id, ctx);
  if (typeof value !== 'boolean') return String(value);
  return ctx.locale === 'zh-CN' ? (value ? '是' : '否') : value ? 'Yes' : 'No';
}
