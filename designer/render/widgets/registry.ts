import { KpiWidget } from './KpiWidget.tsx';
import { SeriesWidget } from './SeriesWidget.tsx';
import { SlicesWidget } from './SlicesWidget.tsx';
import { TableWidget } from './TableWidget.tsx';
import type { Widget, WidgetType } from './widget-props.ts';

/** What draws each type of widget; a type of the engine without one does not compile. */
export const widgets = {
  kpi: KpiWidget,
  bar: SeriesWidget,
  line: SeriesWidget,
  share: SlicesWidget,
  funnel: SlicesWidget,
  table: TableWidget,
} satisfies { [W in WidgetType]: Widget<W> };
