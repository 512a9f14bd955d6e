import type { WidgetType } from '../../widget-type.ts';
import { plan } from '../share/plan.ts';
import { checkFunnel, declaration } from './declaration.ts';
import { properties } from './properties.ts';
import { shape } from './shape.ts';

/** How many get how far, step by step in the order given. */
export const funnel: WidgetType = {
  type: 'funnel',
  title: { en: 'Funnel', 'zh-CN': '漏斗图' },
  dimensions: { min: 1, max: 1 },
  measures: { min: 1, max: 1 },
  declaration,
  check: checkFunnel,
  plan,
  shape,
  properties,
};
