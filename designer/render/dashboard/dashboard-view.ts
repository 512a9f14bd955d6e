import { isJsonObject, isText, type Json, type JsonObject, type Text } from '../../../engine/index.ts';

/** A dashboard as it is drawn: read from the definition that the server sends, which was checked when it was published. */
export type DashboardPlan = {
  title: Text;
  /** Seconds between automatic refreshes; absent: only when asked. */
  refresh?: number;
  filters: { [key: string]: FilterPlan };
  widgets: { [key: string]: { title: Text; type: string; dataset: string; own: JsonObject } };
  /** Places on a grid of 12 columns, in reading order. */
  layout: { widget: string; x: number; y: number; w: number; h: number }[];
};
export type FilterPlan = {
  title: Text;
  type: 'period' | 'choice' | 'unit' | 'person';
  multiple: boolean;
  default?: Json;
};

export function planOf(definition: JsonObject): DashboardPlan {
  const widgets: DashboardPlan['widgets'] = {};
  for (const [key, json] of entries(definition.widgets)) {
    widgets[key] = {
      title: textOf(json.title, key),
      type: String(json.type),
      dataset: String(json.dataset),
      own: json,
    };
  }
  const filters: DashboardPlan['filters'] = {};
  for (const [key, json] of entries(definition.filters)) {
    filters[key] = {
      title: textOf(json.title, key),
      type: json.type as FilterPlan['type'],
      multiple: json.multiple === true,
      ...(json.default !== undefined && { default: json.default }),
    };
  }
  const layout = (Array.isArray(definition.layout) ? definition.layout : []).filter(isJsonObject).flatMap((place) => {
    const widget = String(place.widget);
    return widgets[widget]
      ? [{ widget, x: Number(place.x), y: Number(place.y), w: Number(place.w), h: Number(place.h) }]
      : [];
  });
  layout.sort((a, b) => a.y - b.y || a.x - b.x);
  const { refresh } = definition;
  return {
    title: textOf(definition.title, ''),
    ...(typeof refresh === 'number' && { refresh }),
    filters,
    widgets,
    layout,
  };
}

function entries(map: Json | undefined): [string, JsonObject][] {
  if (!isJsonObject(map)) return [];
  return Object.entries(map).filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1]));
}

function textOf(value: Json | undefined, otherwise: string): Text {
  return isText(value) ? value : otherwise;
}
