import { type Locale, localise, type Text } from '../core/text.ts';
import { everOffered, optionOf } from '../fields/index.ts';
import { bucketLabel } from './buckets.ts';
import type { Dimension } from './dashboard.ts';
import type { DatasetField } from './dataset.ts';
import type { ReportContext } from './report-context.ts';

/** A group's key: a value, `null` for rows without one, or the rest of a dimension cut to its greatest groups. */
export type GroupKey = string | number | boolean | null | typeof OTHERS;
export const OTHERS = Symbol('others');

const words = {
  none: { en: '(none)', 'zh-CN': '（无）' },
  others: { en: 'Others', 'zh-CN': '其他' },
  yes: { en: 'Yes', 'zh-CN': '是' },
  no: { en: 'No', 'zh-CN': '否' },
} satisfies { [word: string]: Text };

/** Statuses that the engine itself gives to cases and tasks. */
const statusTitles: { [status: string]: Text } = {
  running: { en: 'Running', 'zh-CN': '进行中' },
  suspended: { en: 'Suspended', 'zh-CN': '已挂起' },
  done: { en: 'Done', 'zh-CN': '已完成' },
  cancelled: { en: 'Cancelled', 'zh-CN': '已终止' },
  failed: { en: 'Failed', 'zh-CN': '异常' },
  open: { en: 'Open', 'zh-CN': '待处理' },
  draft: { en: 'Draft', 'zh-CN': '草稿' },
  withdrawn: { en: 'Withdrawn', 'zh-CN': '已撤回' },
};

/** What people call a group. `carried` is the text that the group's rows hold for a reference. */
export function labelOf(dimension: Dimension, key: GroupKey, carried: string | undefined, ctx: ReportContext): string {
  if (key === OTHERS) return localise(words.others, ctx.locale);
  if (key === null) return localise(words.none, ctx.locale);
  if (dimension.bucket) return bucketLabel(String(key), dimension.bucket, ctx.locale);
  if (dimension.ranges)
    return localise(dimension.ranges.find((range) => range.key === key)?.title ?? String(key), ctx.locale);
  return valueLabel(dimension.field, key, carried, ctx);
}

function valueLabel(
  field: DatasetField,
  key: string | number | boolean,
  carried: string | undefined,
  ctx: ReportContext,
): string {
  const { locale, organisation } = ctx;
  const text = String(key);
  switch (field.type) {
    case 'boolean':
      return localise(key ? words.yes : words.no, locale);
    case 'choice':
    case 'multi-choice':
      return localise(choiceTitle(field, text, ctx) ?? text, locale);
    case 'person':
      return localise(organisation.person(text)?.title ?? text, locale);
    case 'unit':
      return localise(organisation.unit(text)?.title ?? text, locale);
    case 'status':
      return stateLabel(text, field.workflow, ctx, locale);
    case 'reference':
      return carried ?? text;
    default:
      return text;
  }
}

function choiceTitle(field: DatasetField, key: string, ctx: ReportContext): Text | undefined {
  if (field.choices) return field.choices.find((choice) => choice.key === key)?.title;
  const set = field.options === undefined ? undefined : ctx.options(field.options);
  return set ? optionOf(set, key)?.title : ctx.stateTitle(key, field.workflow);
}

// A case in parallel regions is in several states at once: `finance+legal`.
function stateLabel(status: string, workflow: string | undefined, ctx: ReportContext, locale: Locale): string {
  const titles = status
    .split('+')
    .map((state) => localise(ctx.stateTitle(state, workflow) ?? statusTitles[state] ?? state, locale));
  return titles.join(locale === 'zh-CN' ? '、' : ' + ');
}

/** The keys of a dimension in the order in which its definition lists them; undefined when it lists none. */
export function listedKeys(dimension: Dimension, ctx: ReportContext): string[] | undefined {
  if (dimension.order) return dimension.order;
  if (dimension.ranges) return dimension.ranges.map(({ key }) => key);
  const { field } = dimension;
  if (field.type !== 'choice' && field.type !== 'multi-choice') return undefined;
  const set = field.options === undefined ? undefined : ctx.options(field.options);
  return (field.choices ?? (set && everOffered(set)))?.map(({ key }) => key);
}
