import { type JsonObject, own } from '../../../core/json.ts';
import { shapeSeries } from '../../series-chart.ts';
import type { WidgetModel } from '../../widget-model.ts';
import type { WidgetQuery } from '../../widget-query.ts';

export function shape(query: WidgetQuery, rows: (name: string) => JsonObject[]): WidgetModel {
  const stacked = own(query.widget.own, 'stack') === true;
  return { widget: 'bar', ...shapeSeries(query, rows('groups')), ...(stacked && { stacked }) };
}
