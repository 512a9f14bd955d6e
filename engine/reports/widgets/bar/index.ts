import { planSeries } from '../../series-chart.ts';
import type { WidgetType } from '../../widget-type.ts';
import { checkBar, declaration } from './declaration.ts';
import { properties } from './properties.ts';
import { shape } from './shape.ts';

/** Bars side by side or stacked, by category and series. */
export const bar: WidgetType = {
  type: 'bar',
  title: { en: 'Bar chart', 'zh-CN': '柱状图' },
  dimensions: { min: 1, max: 2 },
  measures: { min: 1, max: 8 },
  declaration,
  check: checkBar,
  plan: planSeries,
  shape,
  properties,
};
