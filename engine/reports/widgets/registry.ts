import type { WidgetType } from '../widget-type.ts';
import { bar } from './bar/index.ts';
import { funnel } from './funnel/index.ts';
import { kpi } from './kpi/index.ts';
import { line } from './line/index.ts';
import { share } from './share/index.ts';
import { table } from './table/index.ts';

/** Every type of widget, in the order in which the studio offers them. A new one is a folder beside these and a line here. */
export const widgetTypes: readonly WidgetType[] = [kpi, bar, line, share, funnel, table];

const byType = new Map(widgetTypes.map((each) => [each.type, each]));
if (byType.size !== widgetTypes.length) throw new TypeError('Two types of widget have one name');

export function widgetTypeOf(type: string): WidgetType | undefined {
  return byType.get(type);
}
