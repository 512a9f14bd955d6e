import { type Issue, issue } from '../../../core/issue.ts';
import { type JsonObject, own } from '../../../core/json.ts';
import { didYouMean } from '../../../core/names.ts';
import type { JsonPointer } from '../../../core/pointer.ts';
import { type Bucket, buckets } from '../../buckets.ts';
import type { Widget } from '../../dashboard.ts';
import type { DatasetField } from '../../dataset.ts';
import { fieldPart } from '../../schema-parts.ts';

export const declaration: { [key: string]: JsonObject } = {
  target: { type: 'number' },
  trend: {
    description: 'The figure in the last buckets of a date, up to the end of the period.',
    type: 'object',
    required: ['field', 'bucket'],
    additionalProperties: false,
    properties: {
      field: fieldPart,
      bucket: { enum: [...buckets] },
      last: { type: 'integer', minimum: 2, maximum: 60 },
    },
  },
  compare: { description: 'With the period before the one that the period filter names.', enum: ['previous-period'] },
};

export type Trend = { field: DatasetField; bucket: Bucket; last: number };

/** The declared trend; undefined when there is none. */
export function trendOf(widget: Widget): Trend | undefined {
  const trend = own(widget.own, 'trend') as { field: string; bucket: Bucket; last?: number } | undefined;
  const field = trend && own(widget.dataset.fields, trend.field);
  return trend && field ? { field, bucket: trend.bucket, last: trend.last ?? 12 } : undefined;
}

export function checkKpi(widget: Widget, at: JsonPointer): Issue[] {
  const issues: Issue[] = [];
  const trend = own(widget.own, 'trend') as { field: string } | undefined;
  const { fields } = widget.dataset;
  if (trend) {
    const field = own(fields, trend.field);
    const path = `${at}/trend/field`;
    if (!field)
      issues.push(
        issue('reports/unknown-field', path, {
          field: trend.field,
          hint: didYouMean(trend.field, Object.keys(fields)),
        }),
      );
    else if (field.type !== 'date' && field.type !== 'date-time')
      issues.push(issue('reports/needs-date', path, { field: field.title }));
  }
  const hasPeriod = Object.values(widget.bind).some((field) => field.type === 'date' || field.type === 'date-time');
  if (own(widget.own, 'compare') !== undefined && !hasPeriod)
    issues.push(issue('reports/compare-needs-period', `${at}/compare`));
  const [measure] = widget.measures;
  if (measure?.op === 'share') issues.push(issue('reports/share-of-one', `${at}/measures/0/op`));
  return issues;
}
