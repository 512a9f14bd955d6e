import { type Issue, issue, warning } from '../core/issue.ts';
import { own } from '../core/json.ts';
import { pointer } from '../core/pointer.ts';
import type { OptionSet } from '../fields/index.ts';
import type { Form } from '../forms/index.ts';
import { columnIssues, tileIssues } from './check-taken.ts';
import type { Dashboard, Place } from './dashboard.ts';
import type { Dataset } from './dataset.ts';
import { isOpenInHistory } from './source-columns.ts';
import { widgetTypeOf } from './widgets/registry.ts';

/**
 * What a dashboard says but surely does not mean, and what does nothing, beside the errors that parsing finds. Without
 * `options`, nothing is said of keys of option sets.
 */
export function checkDashboard(dashboard: Dashboard, options?: (key: string) => OptionSet | undefined): Issue[] {
  const { filters, widgets, layout, access } = dashboard;
  const issues: Issue[] = tileIssues(dashboard, options);
  if (access.roles.length === 0) issues.push(warning('reports/seen-by-nobody', '/access/roles'));
  for (const [key, filter] of Object.entries(filters)) {
    const bound = Object.values(widgets).some((widget) => own(widget.bind, key));
    if (!bound) issues.push(warning('reports/filter-of-nothing', pointer('filters', key), { filter: filter.title }));
  }
  for (const [key, widget] of Object.entries(widgets)) {
    const at = pointer('widgets', key);
    if (!layout.some((place) => place.widget === key))
      issues.push(warning('reports/not-placed', at, { widget: widget.title }));
    for (const [filter, { title }] of Object.entries(filters)) {
      if (own(widget.bind, filter)) continue;
      const others = Object.values(widgets).some(
        (other) => other.dataset === widget.dataset && own(other.bind, filter),
      );
      // Beside widgets over the same rows that follow the filter, this one would show other rows without saying so.
      if (others) issues.push(warning('reports/unfiltered', at, { widget: widget.title, filter: title }));
    }
    issues.push(
      ...(widgetTypeOf(widget.type)?.check(widget, at) ?? []).filter(({ severity }) => severity === 'warning'),
    );
  }
  for (const [index, place] of layout.entries()) {
    const over = layout.slice(0, index).find((other) => overlap(place, other));
    if (over)
      issues.push(warning('reports/overlap', pointer('layout', index), { widget: place.widget, other: over.widget }));
  }
  return issues;
}

/** What a dataset says but surely does not mean, and what does nothing. Without `form`, nothing is said of amounts. */
export function checkDataset(dataset: Dataset, form?: (key: string) => Form | undefined): Issue[] {
  const issues: Issue[] = columnIssues(dataset, form);
  const seen = new Map<string, string>();
  for (const { name, path, type, workflow, options, choices } of Object.values(dataset.fields)) {
    const at = pointer('fields', name);
    if (dataset.from === 'history' && !isOpenInHistory(path))
      issues.push(issue('reports/history-data', `${at}/path`, { path }));
    const same = seen.get(path);
    if (same !== undefined) issues.push(warning('reports/same-path', at, { field: name, other: same, path }));
    seen.set(path, name);
    if (type === 'status' && workflow === undefined && typeof dataset.from !== 'string')
      issues.push(warning('reports/status-without-titles', at, { field: name }));
    if (type === 'choice' && options === undefined && choices === undefined)
      issues.push(warning('reports/choice-without-titles', at, { field: name }));
  }
  if (dataset.filter && dataset.filter.reads.length === 0) issues.push(warning('reports/constant-filter', '/filter'));
  return issues;
}

function overlap(a: Place, b: Place): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}
