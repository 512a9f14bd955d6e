import type { JsonObject } from '../core/json.ts';
import type { Text } from '../core/text.ts';

/** How a number is written; `money` is in minor units. */
export type NumberFormat = { kind: 'number' | 'money' | 'percent'; currency?: string; digits?: number };

/**
 * What a widget shows, decided: a view draws it and decides nothing more.
 * `mark` is the group-by values of a point; it goes back unchanged to drill into the records behind it.
 * `truncated`: there were more groups than are shown.
 */
export type WidgetModel =
  | {
      widget: 'kpi';
      title: Text;
      value: number | null;
      format: NumberFormat;
      target?: number;
      change?: { ratio: number | null; since: Text };
      /** Nothing where an average has no rows. */
      trend: { label: string; value: number | null }[];
      mark: JsonObject;
    }
  | {
      widget: 'bar' | 'line';
      title: Text;
      /** Bars of one category on top of each other. */
      stacked?: boolean;
      /** The area under a line filled. */
      area?: boolean;
      categories: { label: string; value: string }[];
      series: { title: Text; format: NumberFormat; values: (number | null)[]; marks: JsonObject[] }[];
      truncated?: true;
    }
  | {
      widget: 'share' | 'funnel';
      title: Text;
      format: NumberFormat;
      /** `share`: of the whole, or of a funnel's first step. */
      slices: { label: string; value: number; share: number | null; mark: JsonObject }[];
      truncated?: true;
    }
  | {
      widget: 'table';
      title: Text;
      columns: { key: string; title: Text; format?: NumberFormat }[];
      rows: { cells: (string | number | null)[]; mark: JsonObject }[];
      truncated?: true;
    }
  | { widget: 'failed'; title: Text; issue: { code: string; message: string } };
