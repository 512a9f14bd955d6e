import { type JsonObject, own } from '../../core/json.ts';
import type { Text } from '../../core/text.ts';
import type { Dashboard, Dataset } from '../../reports/index.ts';
import { appearance, behaviour, compareKeys, type Difference, retitled, sameJson } from './entry.ts';
import { listWords } from './rule-words.ts';

export function diffDashboard(before: Dashboard, after: Dashboard, roleTitle: (role: string) => Text): Difference[] {
  const found = retitled(before.title, after.title);
  const roles = (dashboard: Dashboard) => listWords(dashboard.access.roles.map(roleTitle));
  if (!sameJson([...before.access.roles].sort(), [...after.access.roles].sort())) {
    found.push(behaviour('diff/dashboard-roles', { before: roles(before), after: roles(after) }));
  }
  found.push(
    ...compareKeys(before.widgets, after.widgets, {
      added: (_, widget) => [behaviour('diff/widget-added', { widget: widget.title })],
      removed: (_, widget) => [behaviour('diff/widget-removed', { widget: widget.title })],
      both: (_, a, b) => diffWidget(a.json, b.json, a.title, b.title),
    }),
    ...compareKeys(before.filters, after.filters, {
      added: (_, filter) => [behaviour('diff/filter-added', { filter: filter.title })],
      removed: (_, filter) => [behaviour('diff/filter-removed', { filter: filter.title })],
      both: (key, a, b) => {
        const same = sameJson(partOf(before.json, 'filters', key), partOf(after.json, 'filters', key));
        return same ? [] : [behaviour('diff/filter-changed', { filter: b.title, before: a.title })];
      },
    }),
  );
  if (!sameJson(own(before.json, 'layout'), own(after.json, 'layout')))
    found.push(appearance('diff/dashboard-layout', {}));
  return found;
}

const widgetParts: { [key: string]: Text } = {
  type: { en: 'kind', 'zh-CN': '类型' },
  dataset: { en: 'data', 'zh-CN': '数据集' },
  dimensions: { en: 'grouping', 'zh-CN': '维度' },
  measures: { en: 'measures', 'zh-CN': '度量' },
  filter: { en: 'condition', 'zh-CN': '过滤条件' },
  bind: { en: 'filters followed', 'zh-CN': '绑定的筛选' },
  sort: { en: 'order', 'zh-CN': '排序' },
  limit: { en: 'length', 'zh-CN': '显示数量' },
  target: { en: 'target', 'zh-CN': '目标值' },
  trend: { en: 'course', 'zh-CN': '趋势' },
  compare: { en: 'comparison', 'zh-CN': '对比' },
};

function diffWidget(before: JsonObject, after: JsonObject, was: Text, is: Text): Difference[] {
  const found = retitled(was, is);
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.filter((key) => key !== 'title' && !sameJson(own(before, key), own(after, key)));
  if (changed.length === 0) return found;
  const parts = listWords(changed.map((key) => own(widgetParts, key) ?? key));
  // How it is drawn is one thing, what it counts another.
  const shown = changed.every((key) => ['stack', 'area', 'rank', 'sort'].includes(key));
  return [
    ...found,
    shown
      ? appearance('diff/widget-drawn', { widget: is, parts })
      : behaviour('diff/widget-changed', { widget: is, parts }),
  ];
}

export function diffDataset(before: Dataset, after: Dataset): Difference[] {
  const found = retitled(before.title, after.title);
  if (!sameJson(before.from, after.from)) found.push(behaviour('diff/dataset-from', {}));
  if (!sameJson(before.filter?.json, after.filter?.json)) found.push(behaviour('diff/dataset-filter', {}));
  return [
    ...found,
    ...compareKeys(before.fields, after.fields, {
      added: (_, field) => [behaviour('diff/dataset-field-added', { field: field.title })],
      removed: (_, field) => [behaviour('diff/dataset-field-removed', { field: field.title })],
      both: (key, _, field) => {
        const same = sameJson(partOf(before.json, 'fields', key), partOf(after.json, 'fields', key));
        return same ? [] : [behaviour('diff/dataset-field-changed', { field: field.title })];
      },
    }),
  ];
}

function partOf(json: JsonObject, map: string, key: string) {
  return own((own(json, map) ?? {}) as JsonObject, key);
}
