import type { Proofs } from './proofs.ts';

/** Datasets and dashboards. */
export const reportProofs: Proofs = {
  'test/engine/reports/plan.test.ts': {
    'for %s narrows the rows':
      'dashboard.filters dashboard.filters.*.type dashboard.filters.*.type=period dashboard.filters.*.type=choice dashboard.filters.*.type=unit dashboard.filters.*.type=person dashboard.widgets.*.bind',
    'is a filter of the store, with who asks filled in': 'dataset.filter dashboard.widgets.*.filter',
    'without a value takes its default': 'dashboard.filters.*.default',
    'for several choices narrows the rows': 'dashboard.filters.*.multiple',
    'for days of one’s own narrows the rows': 'dashboard.filters.*.default.from dashboard.filters.*.default.to',
    'offers what it may be set to':
      'dashboard.filters.*.title dashboard.filters.*.options dashboard.filters.*.role dashboard.filters.*.field',
    'tells every stored path that it looks at':
      'dataset.key dataset.title dataset.fields dataset.fields.*.path dataset.fields.*.title dataset.fields.*.type',
  },
  'test/engine/reports/period.test.ts': {
    'on %s: %j is %s to %s, compared with %s':
      'dashboard.filters.*.default=today dashboard.filters.*.default=this-week dashboard.filters.*.default=this-month dashboard.filters.*.default=last-month dashboard.filters.*.default=this-quarter dashboard.filters.*.default=this-year dashboard.filters.*.default=last-12-months dashboard.filters.*.default=last-24-months dashboard.filters.*.default=all',
    'holds each day of a span exactly once':
      'dashboard.widgets.*.dimensions[].bucket dashboard.widgets.*.dimensions[].bucket=day dashboard.widgets.*.dimensions[].bucket=week dashboard.widgets.*.dimensions[].bucket=month dashboard.widgets.*.dimensions[].bucket=quarter dashboard.widgets.*.dimensions[].bucket=year dashboard.widgets.*<kpi>.trend.bucket dashboard.widgets.*<kpi>.trend.bucket=day dashboard.widgets.*<kpi>.trend.bucket=week dashboard.widgets.*<kpi>.trend.bucket=month dashboard.widgets.*<kpi>.trend.bucket=quarter dashboard.widgets.*<kpi>.trend.bucket=year',
  },
  'test/engine/reports/shape.test.ts': {
    'is shown as the dataset says: %s gives figures as %s': 'dataset.fields.*.type=percent',
    'has its value, target, change since the same days of the period before, and course':
      'dashboard.widgets.*<kpi> dashboard.widgets.*<kpi>.target dashboard.widgets.*<kpi>.trend dashboard.widgets.*<kpi>.trend.field dashboard.widgets.*<kpi>.trend.last dashboard.widgets.*<kpi>.compare dashboard.widgets.*<kpi>.compare=previous-period dataset.fields.*.type=money dataset.fields.*.currency',
    'divides what a rule takes by all':
      'dashboard.widgets.*.measures[].op=ratio dashboard.widgets.*.measures[].of dashboard.widgets.*.measures[].format.kind=percent',
    'divides sums': 'dashboard.widgets.*.measures[].to dashboard.widgets.*.measures[].filter',
    'of no rows is 0, or nothing for an average':
      'dashboard.widgets.*.measures dashboard.widgets.*.measures[].op dashboard.widgets.*.measures[].op=count dashboard.widgets.*.measures[].op=sum dashboard.widgets.*.measures[].op=avg dashboard.widgets.*.measures[].format dashboard.widgets.*.measures[].format.kind dashboard.widgets.*.measures[].format.kind=number dashboard.widgets.*.measures[].format.kind=money dashboard.widgets.*.measures[].format.currency dashboard.widgets.*.measures[].format.digits dataset.fields.*.digits',
    'has months without rows: 0 counted, no average':
      'dashboard.widgets.*.dimensions dashboard.widgets.*.dimensions[].field dashboard.widgets.*<bar> dataset.fields.*.type=date',
    'puts instants into days of the tenant’s zone': 'dashboard.widgets.*<line> dataset.fields.*.type=date-time',
    'has a series for each choice, in the order of the options, in the reader’s language':
      'dashboard.widgets.*<bar>.stack dataset.fields.*.type=choice dataset.fields.*.options dashboard.widgets.*.dimensions[].title dashboard.widgets.*.measures[].title dashboard.widgets.*.title',
    'is sorted and cut where the definition says': 'dashboard.widgets.*.sort dashboard.widgets.*.limit',
    'names states, people, units and what is yes or no':
      'dataset.fields.*.type=status dataset.fields.*.workflow dataset.fields.*.type=person dataset.fields.*.type=unit dataset.fields.*.type=boolean dataset.fields.*.type=text dataset.fields.*.type=multi-choice',
    'are of everything, with what is cut off as one':
      'dashboard.widgets.*<share> dashboard.widgets.*.dimensions[].top dashboard.widgets.*.dimensions[].others',
    'cumulative %s has %j':
      'dashboard.widgets.*<funnel> dashboard.widgets.*<funnel>.cumulative dashboard.widgets.*.dimensions[].order',
    'ranks the greatest, equals together, the rest last':
      'dashboard.widgets.*<table> dashboard.widgets.*<table>.rank dashboard.widgets.*.measures[].op=share dataset.fields.*.type=reference dataset.fields.*.label dashboard.widgets.*.dimensions[].key dashboard.widgets.*.measures[].key dashboard.widgets.*.measures[].field',
    'counts different values and finds extremes':
      'dashboard.widgets.*.measures[].op=distinct dashboard.widgets.*.measures[].op=min dashboard.widgets.*.measures[].op=max dataset.fields.*.type=number',
  },
  'test/engine/reports/drill.test.ts': {
    'of by-duration give that number':
      'dashboard.widgets.*.dimensions[].ranges dashboard.widgets.*.dimensions[].ranges[].key dashboard.widgets.*.dimensions[].ranges[].title dashboard.widgets.*.dimensions[].ranges[].from dashboard.widgets.*.dimensions[].ranges[].to',
  },
  'test/engine/reports/check.test.ts': {
    'know the keys of each type of widget': 'dashboard.widgets',
  },
  'test/designer/render/dashboard-kept.test.tsx': {
    'puts each tile at its place of the grid, as wide and as high as the layout says':
      'dashboard.layout dashboard.layout[].widget dashboard.layout[].x dashboard.layout[].y dashboard.layout[].w dashboard.layout[].h',
    'fills the area under a line where the widget says so': 'dashboard.widgets.*<line>.area',
  },
  'test/server/reports/dashboards.test.ts': {
    'shows its filters and widgets to whom it is open':
      'dashboard.key dashboard.title dashboard.access dashboard.access.roles',
    'answers all its widgets, none of them failed': 'dashboard.widgets.*.dataset dataset.from dataset.from.form',
  },
  'test/server/security/given-away.test.ts': {
    'H11: is not counted from histories, by a draft no more than by a release': 'dataset.from=history',
  },
  'test/definitions/dashboards.test.ts': {
    'names the states of the workflow in the funnel, each holding what got further':
      'dataset.from=cases dataset.from=tasks',
  },
  'test/designer/portal/dashboard-refresh.test.tsx': {
    'asks for its figures anew as often as it says, and never by itself else': 'dashboard.refresh',
  },
};
