export { type Bucket, buckets } from './buckets.ts';
export { checkDashboard } from './check-dashboard.ts';
export type {
  Dashboard,
  DashboardFilter,
  Dimension,
  Measure,
  Place,
  Range,
  SimpleMeasure,
  SimpleOperation,
  Widget,
} from './dashboard.ts';
export {
  type Choice,
  type Dataset,
  type DatasetField,
  type DatasetFieldType,
  type DatasetSource,
  datasetFieldTypes,
} from './dataset.ts';
export { drillFilter } from './drill-filter.ts';
export { filterOptions } from './filter-options.ts';
export { type DashboardLinks, parseDashboard } from './parse-dashboard.ts';
export { type DatasetLinks, parseDataset } from './parse-dataset.ts';
export { type DateRange, type PeriodPreset, type PeriodValue, periodPresets } from './period.ts';
export { planWidget } from './plan-widget.ts';
export { type PlanDimension, type PlanMeasure, planKey, planReads, type QueryPlan } from './query-plan.ts';
export type { ReportContext } from './report-context.ts';
export { shape } from './shape-widget.ts';
export type { NumberFormat, WidgetModel } from './widget-model.ts';
