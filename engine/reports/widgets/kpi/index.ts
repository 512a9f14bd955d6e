import type { WidgetType } from '../../widget-type.ts';
import { checkKpi, declaration } from './declaration.ts';
import { plan } from './plan.ts';
import { properties } from './properties.ts';
import { shape } from './shape.ts';

/** One number, with a target, its course and how it compares with the period before. */
export const kpi: WidgetType = {
  type: 'kpi',
  title: { en: 'Key figure', 'zh-CN': '指标卡' },
  dimensions: { min: 0, max: 0 },
  measures: { min: 1, max: 1 },
  declaration,
  check: checkKpi,
  plan,
  shape,
  properties,
};
