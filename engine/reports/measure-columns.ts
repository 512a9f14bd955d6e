import { assertNever } from '../core/result.ts';
import type { Filter } from '../rules/index.ts';
import type { Measure, SimpleMeasure, SimpleOperation } from './dashboard.ts';
import type { PlanMeasure } from './query-plan.ts';

/**
 * Where a measure's parts stand in the rows of a plan. An average is asked for as sum and count, so that groups can be
 * put together afterwards ("others", totals) without asking again.
 */
export type MeasureColumns = { measure: Measure; of: PartColumns; to?: PartColumns };
export type PartColumns = { op: SimpleOperation; value: string; count?: string };

/** The cells of one group, by column; a missing one counts as `null`. */
export type Cells = { [column: string]: number | null };

type Filters = { of?: Filter; to?: Filter };

/** The columns of the `index`-th measure and the plan's measures that fill them. `filters` are its rules, compiled. */
export function columnsOfMeasure(
  measure: Measure,
  index: number,
  filters: Filters,
): { columns: MeasureColumns; plan: PlanMeasure[] } {
  const simple = measure.op === 'ratio' || measure.op === 'share' ? measure.of : measure;
  const of = planPart(simple, `m${index}`, filters.of);
  if (measure.op !== 'ratio') return { columns: { measure, of: of.columns }, plan: of.plan };
  const to = planPart(measure.to, `m${index}t`, filters.to);
  return { columns: { measure, of: of.columns, to: to.columns }, plan: [...of.plan, ...to.plan] };
}

function planPart(
  { op, field }: SimpleMeasure,
  as: string,
  match: Filter | undefined,
): { columns: PartColumns; plan: PlanMeasure[] } {
  const where = { ...(field && { path: field.path }), ...(match && { match }) };
  if (op !== 'avg') return { columns: { op, value: as }, plan: [{ as, op, ...where }] };
  const count = `${as}c`;
  return {
    columns: { op, value: as, count },
    plan: [
      { as, op: 'sum', ...where },
      { as: count, op: 'count', ...where },
    ],
  };
}

/** The measure of one group; `total` are the cells of all groups together, for a share. `null` where there is no such number. */
export function measureValue({ measure, of, to }: MeasureColumns, cells: Cells, total: Cells): number | null {
  const part = partValue(of, cells);
  if (measure.op === 'share') return quotient(part, partValue(of, total));
  return to ? quotient(part, partValue(to, cells)) : part;
}

/** The measure's own number before it becomes a share: what a part of a whole is worth. */
export function partValue({ op, value, count }: PartColumns, cells: Cells): number | null {
  const cell = cells[value] ?? null;
  switch (op) {
    case 'count':
    case 'sum':
    case 'distinct':
      return cell ?? 0;
    case 'min':
    case 'max':
      return cell;
    case 'avg':
      return quotient(cell ?? 0, count === undefined ? null : (cells[count] ?? 0));
    default:
      return assertNever(op);
  }
}

function quotient(of: number | null, to: number | null): number | null {
  return of === null || to === null || to === 0 ? null : of / to;
}

/** The cells of two groups taken together. Not for `distinct`, of which the parts do not tell the whole. */
export function addCells(columns: readonly MeasureColumns[], a: Cells, b: Cells): Cells {
  const sum: Cells = {};
  for (const { of, to } of columns) {
    for (const part of to ? [of, to] : [of]) {
      sum[part.value] = together(part.op, a[part.value] ?? null, b[part.value] ?? null);
      if (part.count !== undefined) sum[part.count] = together('count', a[part.count] ?? null, b[part.count] ?? null);
    }
  }
  return sum;
}

function together(op: SimpleOperation, a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  if (op === 'min') return Math.min(a, b);
  return op === 'max' ? Math.max(a, b) : a + b;
}

/** True when the parts of a whole add up to it. */
export function isAdditive(measure: Measure): boolean {
  return measure.op === 'count' || measure.op === 'sum';
}

/** True when groups can be put together from their cells. */
export function isFoldable(measure: Measure): boolean {
  const parts = measure.op === 'ratio' ? [measure.of, measure.to] : measure.op === 'share' ? [measure.of] : [measure];
  return parts.every((part) => part.op !== 'distinct');
}
