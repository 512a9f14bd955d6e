import type { JsonObject } from '../../../core/json.ts';
import { byKey, groupsOf, valueIn } from '../../groups.ts';
import { labelOf } from '../../labels.ts';
import { addCells, type Cells } from '../../measure-columns.ts';
import type { WidgetModel } from '../../widget-model.ts';
import type { WidgetQuery } from '../../widget-query.ts';
import { isCumulative } from './declaration.ts';

/** A slice for each step in order; its share is the part of the first step's that it is. */
export function shape(query: WidgetQuery, rows: (name: string) => JsonObject[]): WidgetModel {
  const { widget, ctx } = query;
  const [dimension] = widget.dimensions;
  const [measure] = widget.measures;
  const groups = groupsOf(query, rows('groups'));
  const cells = byKey(groups.list, 0, query.measures);
  const order = dimension?.order ?? [];
  const reached = (index: number): string[] =>
    isCumulative(widget) ? order.slice(index) : order.slice(index, index + 1);
  const values = order.map((_, index) => {
    const sum = reached(index).reduce<Cells>((all, step) => addCells(query.measures, all, cells.get(step) ?? {}), {});
    return valueIn(query, groups, 0, sum) ?? 0;
  });
  const first = values[0] ?? 0;
  return {
    widget: 'funnel',
    title: widget.title,
    format: measure?.format ?? { kind: 'number' },
    slices: order.map((step, index) => ({
      label: dimension ? labelOf(dimension, step, undefined, ctx) : step,
      value: values[index] ?? 0,
      share: first === 0 ? null : (values[index] ?? 0) / first,
      mark: { measure: measure?.key ?? '', group: dimension ? { [dimension.key]: { in: reached(index) } } : {} },
    })),
  };
}
