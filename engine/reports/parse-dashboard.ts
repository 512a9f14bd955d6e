import { type Issue, issue } from '../core/issue.ts';
import { isJsonObject, type Json, type JsonObject, own } from '../core/json.ts';
import { matchSchema } from '../core/json-schema.ts';
import { didYouMean, isKey } from '../core/names.ts';
import { pointer } from '../core/pointer.ts';
import { type Result, unlessIssues } from '../core/result.ts';
import { isText } from '../core/text.ts';
import type { Dashboard, DashboardFilter, Place, Widget } from './dashboard.ts';
import { dashboardFrame } from './dashboard-schema.ts';
import type { Dataset, DatasetField } from './dataset.ts';
import { parseWidget } from './parse-widget.ts';
import { parsePeriod } from './period.ts';

/** The datasets that its widgets may name, and what is known of roles (not checked when undefined). */
export type DashboardLinks = {
  dataset(key: string): Dataset | undefined;
  datasets?: readonly string[];
  roles: readonly string[] | undefined;
  /** Keys of option sets that a choice filter may name; not checked when absent. */
  options?: readonly string[];
};

/** All issues of a dashboard, with pointers into it. Warnings alone do not keep it from being one. */
export function parseDashboard(json: unknown, links: DashboardLinks): Result<Dashboard> {
  const shape = matchSchema(dashboardFrame, json);
  if (shape.length > 0 || !isJsonObject(json)) return { ok: false, issues: shape };
  const issues: Issue[] = [];
  const key = String(json.key);
  if (!isKey(key)) issues.push(issue('definition/name', '/key', { name: key }));
  const roles = ((json.access as JsonObject).roles as string[]) ?? [];
  roles.forEach((role, index) => {
    if (links.roles && !links.roles.includes(role)) {
      issues.push(
        issue('reports/unknown-role', `/access/roles/${index}`, { role, hint: didYouMean(role, links.roles) }),
      );
    }
  });

  const filters = parseFilters(entries(json.filters), links, issues);
  const widgets: { [key: string]: Widget } = {};
  for (const [name, declaration] of entries(json.widgets)) {
    if (!isKey(name)) issues.push(issue('definition/name', pointer('widgets', name), { name }));
    const widget = parseWidget(name, declaration, filters, links, issues);
    if (widget) widgets[name] = widget;
  }
  const layout = json.layout as Place[];
  issues.push(...layoutIssues(layout, Object.keys(json.widgets as JsonObject)));

  return unlessIssues(issues, () => ({
    key,
    title: isText(json.title) ? json.title : key,
    access: { roles },
    ...(typeof json.refresh === 'number' && { refresh: json.refresh }),
    filters: withChoices(filters, Object.values(widgets)),
    widgets,
    layout,
    json,
  }));
}

type BoundFilter = DashboardFilter & { field?: string };

function parseFilters(
  declared: [string, JsonObject][],
  links: DashboardLinks,
  issues: Issue[],
): { [key: string]: BoundFilter } {
  const filters: { [key: string]: BoundFilter } = {};
  for (const [key, json] of declared) {
    const at = pointer('filters', key);
    if (!isKey(key)) issues.push(issue('definition/name', at, { name: key }));
    let filter = parseFilter(key, json);
    if (!filter) {
      const params = { filter: String(json.type), found: own(json, 'default') ?? null };
      issues.push(issue('reports/filter-default', `${at}/default`, params));
      // Without its default it is a filter all the same, and may be bound.
      const { default: _, ...rest } = json;
      filter = parseFilter(key, rest);
    }
    if (filter) filters[key] = filter;
    const options = own(json, 'options');
    if (typeof options === 'string' && links.options && !links.options.includes(options)) {
      const hint = didYouMean(options, links.options);
      issues.push(issue('reports/unknown-options', `${at}/options`, { key: options, hint }));
    }
    const role = own(json, 'role');
    if (typeof role === 'string' && links.roles && !links.roles.includes(role)) {
      issues.push(issue('reports/unknown-role', `${at}/role`, { role, hint: didYouMean(role, links.roles) }));
    }
  }
  return filters;
}

function parseFilter(key: string, json: JsonObject): BoundFilter | undefined {
  const title = isText(json.title) ? json.title : key;
  const field = typeof json.field === 'string' ? { field: json.field } : {};
  const set: Json | undefined = own(json, 'default');
  switch (json.type) {
    case 'period': {
      const period = set === undefined ? 'all' : parsePeriod(set);
      return period && { key, title, ...field, type: 'period', default: period };
    }
    case 'choice': {
      const keys = set === undefined ? [] : Array.isArray(set) ? set : [set];
      if (!keys.every((each) => typeof each === 'string')) return undefined;
      const options = typeof json.options === 'string' ? { options: json.options } : {};
      return {
        key,
        title,
        ...field,
        ...options,
        type: 'choice',
        multiple: json.multiple === true,
        ...(keys.length > 0 && { default: keys }),
      };
    }
    case 'unit':
    case 'person': {
      if (set !== undefined && typeof set !== 'string') return undefined;
      const role = json.type === 'person' && typeof json.role === 'string' ? { role: json.role } : {};
      return { key, title, ...field, ...role, type: json.type, ...(set !== undefined && { default: set }) };
    }
    default:
      return undefined;
  }
}

// A choice filter without options of its own offers those of the first field that it is bound to.
function withChoices(filters: { [key: string]: BoundFilter }, widgets: Widget[]): Dashboard['filters'] {
  const result: Dashboard['filters'] = {};
  for (const [key, { field: _, ...filter }] of Object.entries(filters)) {
    const bound: DatasetField | undefined = widgets.flatMap((widget) => own(widget.bind, key) ?? [])[0];
    const borrowed = filter.type === 'choice' && filter.options === undefined && bound;
    result[key] = borrowed ? { ...filter, ...choicesOfField(bound) } : filter;
  }
  return result;
}

function choicesOfField(field: DatasetField): { options?: string; choices?: DatasetField['choices'] & object } {
  if (field.type === 'boolean') {
    return {
      choices: [
        { key: 'true', title: { en: 'Yes', 'zh-CN': '是' } },
        { key: 'false', title: { en: 'No', 'zh-CN': '否' } },
      ],
    };
  }
  return {
    ...(field.options !== undefined && { options: field.options }),
    ...(field.choices && { choices: field.choices }),
  };
}

function layoutIssues(layout: Place[], widgets: string[]): Issue[] {
  const issues: Issue[] = [];
  for (const [index, { widget, x, w }] of layout.entries()) {
    const at = pointer('layout', index);
    if (!widgets.includes(widget))
      issues.push(issue('reports/unknown-widget', `${at}/widget`, { widget, hint: didYouMean(widget, widgets) }));
    if (x + w > 12) issues.push(issue('reports/outside-grid', at, { widget, columns: 12 }));
    if (layout.findIndex((place) => place.widget === widget) < index)
      issues.push(issue('reports/placed-twice', at, { widget }));
  }
  return issues;
}

function entries(json: Json | undefined): [string, JsonObject][] {
  return Object.entries(isJsonObject(json) ? json : {}).flatMap(([key, value]): [string, JsonObject][] =>
    isJsonObject(value) ? [[key, value]] : [],
  );
}
