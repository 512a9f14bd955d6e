import { planSeries } from '../../series-chart.ts';
import type { WidgetType } from '../../widget-type.ts';
import { checkLine, declaration } from './declaration.ts';
import { properties } from './properties.ts';
import { shape } from './shape.ts';

/** A course over time or ranges, one line per measure or per value of a second dimension. */
export const line: WidgetType = {
  type: 'line',
  title: { en: 'Line chart', 'zh-CN': '折线图' },
  dimensions: { min: 1, max: 2 },
  measures: { min: 1, max: 8 },
  declaration,
  check: checkLine,
  plan: planSeries,
  shape,
  properties,
};
