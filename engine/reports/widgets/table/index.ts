import type { WidgetType } from '../../widget-type.ts';
import { plan } from '../share/plan.ts';
import { checkTable, declaration } from './declaration.ts';
import { properties } from './properties.ts';
import { shape } from './shape.ts';

/** Groups as rows, ranked. */
export const table: WidgetType = {
  type: 'table',
  title: { en: 'Table', 'zh-CN': '排行表' },
  dimensions: { min: 1, max: 3 },
  measures: { min: 1, max: 8 },
  declaration,
  check: checkTable,
  plan,
  shape,
  properties,
};
