import {
  type Field,
  type Form,
  type FormatContext,
  fieldAt,
  formatValue,
  isEncrypted,
  type Locale,
  localise,
  type RecordView,
  type Text,
  valueAtDotted,
} from '../../../engine/index.ts';
import { exactTime } from '../../ui/useMoment.ts';

/** A column of a list: a field by its path, or something of the record itself. */
export type Column = {
  path: string;
  title: string;
  field?: Field;
  numeric: boolean;
  /** The server can sort by it. */
  sortable: boolean;
};

const ownColumns: { [path: string]: Text } = {
  status: { en: 'Status', 'zh-CN': '状态' },
  unit: { en: 'Unit', 'zh-CN': '机构' },
  createdAt: { en: 'Created', 'zh-CN': '创建时间' },
  updatedAt: { en: 'Changed', 'zh-CN': '更新时间' },
};

export function columnOf(form: Form, path: string, locale: Locale): Column | undefined {
  const own = ownColumns[path];
  if (own) return { path, title: localise(own, locale), numeric: false, sortable: true };
  const field = fieldAt(form, path);
  if (!field) return undefined;
  return {
    path,
    title: localise(field.title, locale),
    field,
    numeric: field.kind.group === 'number',
    sortable: (field.kind.shape === 'value' || field.kind.shape === 'link') && !isEncrypted(form, path),
  };
}

/** Every column that a list of this form could have: its fields but rows, and what every record has. */
export function everyColumn(form: Form, locale: Locale): Column[] {
  const paths = [...form.order.filter((name) => form.fields[name]?.kind.shape !== 'rows'), ...Object.keys(ownColumns)];
  return paths.flatMap((path) => columnOf(form, path, locale) ?? []);
}

/** What a cell says. Status and unit are the caller's to name. */
export function cellText({ path, field }: Column, record: RecordView, ctx: FormatContext): string {
  if (field) return formatValue(field, valueAtDotted(record.data, path), ctx);
  if (path === 'createdAt' || path === 'updatedAt') return exactTime(record[path], ctx.locale, ctx.zone);
  return '';
}
