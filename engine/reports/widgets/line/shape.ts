import { type JsonObject, own } from '../../../core/json.ts';
import { shapeSeries } from '../../series-chart.ts';
import type { WidgetModel } from '../../widget-model.ts';
import type { WidgetQuery } from '../../widget-query.ts';

export function shape(query: WidgetQuery, rows: (name: string) => JsonObject[]): WidgetModel {
  const area = own(query.widget.own, 'area') === true;
  return { widget: 'line', ...shapeSeries(query, rows('groups')), ...(area && { area }) };
}
