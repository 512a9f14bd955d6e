import type { JsonObject } from '../core/json.ts';
import type { Text } from '../core/text.ts';
import type { WidgetModel } from '../reports/widget-model.ts';

/** `GET /dashboards/:key` */
export type DashboardScreen = {
  key: string;
  title: Text;
  pack: string;
  release: number;
  definition: JsonObject;
  /** Choices of its filters, for this actor. */
  filterOptions: { [filter: string]: { value: string; title: Text }[] };
};

/** `POST /dashboards/:key/query`; filter values by filter key. */
export type DashboardQuery = { filters: JsonObject; widgets?: string[] };
export type DashboardResult = { widgets: { [widget: string]: WidgetModel }; at: string };

/** `POST /datasets/:key/drill`: the records behind one mark of one widget. */
export type DrillQuery = {
  dashboard: string;
  widget: string;
  filters: JsonObject;
  mark: JsonObject;
  page?: number;
  size?: number;
};
export type DrillResult = {
  form: string;
  columns: { key: string; title: Text }[];
  items: { id: string; cells: string[] }[];
  total: number;
  page: number;
};
