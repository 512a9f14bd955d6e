import { planOf, type WidgetQuery } from '../../widget-query.ts';
import type { NamedPlan } from '../../widget-type.ts';

export function plan(query: WidgetQuery): NamedPlan[] {
  return [{ name: 'groups', plan: planOf(query, query.widget.dimensions) }];
}
