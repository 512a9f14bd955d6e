import type { Issue } from '../core/issue.ts';
import type { JsonObject } from '../core/json.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import type { PropertySpec } from '../fields/index.ts';
import type { Widget } from './dashboard.ts';
import type { QueryPlan } from './query-plan.ts';
import type { WidgetModel } from './widget-model.ts';
import type { WidgetQuery } from './widget-query.ts';

/** A property of a widget that the studio edits, as data; `path` is within the widget. `dataset-field` chooses a field of its dataset,
 * `measured` is a number of the kind that the first measure gives. */
export type WidgetProperty = Omit<PropertySpec, 'editor'> & {
  editor: PropertySpec['editor'] | 'dataset-field' | 'measured';
};

/** Query of a widget, by the name under which `shape` asks for its rows. */
export type NamedPlan = { name: string; plan: QueryPlan };

/** One type of widget: what it may declare, what it asks, what it shows, what the studio may edit. */
export type WidgetType = {
  type: string;
  title: Text;
  /** How many dimensions and measures it takes. */
  dimensions: { min: number; max: number };
  measures: { min: number; max: number };
  /** JSON Schemas of the keys that only this type has. */
  declaration: { [key: string]: JsonObject };
  /** What the schema cannot say; `at` is the widget's pointer. */
  check(widget: Widget, at: JsonPointer): Issue[];
  plan(query: WidgetQuery): NamedPlan[];
  /** `rows` answers the rows of a plan by its name. */
  shape(query: WidgetQuery, rows: (name: string) => JsonObject[]): WidgetModel;
  properties: WidgetProperty[];
};
