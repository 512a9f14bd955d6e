import { FunnelWidget } from './FunnelWidget.tsx';
import { KpiWidget } from './KpiWidget.tsx';
import { SeriesWidget } from './SeriesWidget.tsx';
import { ShareWidget } from './ShareWidget.tsx';
import { TableWidget } from './TableWidget.tsx';
import type { Widget, WidgetType } from './widget-props.ts';

/** What draws each type of widget; a type of the engine without one does not compile. */
export const widgets = {
  kpi: KpiWidget,
  bar: SeriesWidget,
  line: SeriesWidget,
  share: ShareWidget,
  funnel: FunnelWidget,
  table: TableWidget,
} satisfies { [W in WidgetType]: Widget<W> };
