import type { Text } from '../core/text.ts';
import type { Dashboard, DashboardFilter } from './dashboard.ts';
import { choicesOf } from './filter-values.ts';
import { periodPresets, periodTitles } from './period.ts';
import type { ReportContext } from './report-context.ts';

export type FilterOption = { value: string; title: Text };

/** What each filter of a dashboard may be set to. Retired choices are offered too: old records have them. */
export function filterOptions(dashboard: Dashboard, ctx: ReportContext): { [filter: string]: FilterOption[] } {
  return Object.fromEntries(Object.values(dashboard.filters).map((filter) => [filter.key, optionsOf(filter, ctx)]));
}

function optionsOf(filter: DashboardFilter, ctx: ReportContext): FilterOption[] {
  switch (filter.type) {
    case 'period':
      return periodPresets.map((value) => ({ value, title: periodTitles[value] }));
    case 'choice':
      return (choicesOf(filter, ctx) ?? []).map(({ key, title }) => ({ value: key, title }));
    case 'unit':
      return ctx.organisation.units().map(({ id, title }) => ({ value: id, title }));
    case 'person': {
      const { role } = filter;
      const people =
        role === undefined ? ctx.organisation.people().filter(({ active }) => active) : ctx.organisation.withRole(role);
      return people.map(({ id, title }) => ({ value: id, title }));
    }
  }
}
