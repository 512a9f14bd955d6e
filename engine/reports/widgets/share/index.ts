import type { WidgetType } from '../../widget-type.ts';
import { checkShare, declaration } from './declaration.ts';
import { plan } from './plan.ts';
import { properties } from './properties.ts';
import { shape } from './shape.ts';

/** The parts of a whole. */
export const share: WidgetType = {
  type: 'share',
  title: { en: 'Shares', 'zh-CN': '占比图' },
  dimensions: { min: 1, max: 1 },
  measures: { min: 1, max: 1 },
  declaration,
  check: checkShare,
  plan,
  shape,
  properties,
};
