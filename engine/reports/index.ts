export { type Bucket, bucketLabel, bucketOf, buckets } from './buckets.ts';
export { checkDashboard, checkDataset } from './check-dashboard.ts';
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
export { dashboardSchema, widgetSchema } from './dashboard-schema.ts';
export {
  type Choice,
  type Dataset,
  type DatasetField,
  type DatasetFieldType,
  type DatasetSource,
  datasetFieldTypes,
} from './dataset.ts';
export { datasetSchema } from './dataset-schema.ts';
export { drillFilter } from './drill-filter.ts';
export { type FilterOption, filterOptions } from './filter-options.ts';
export { type DashboardLinks, parseDashboard } from './parse-dashboard.ts';
export { type DatasetLinks, parseDataset } from './parse-dataset.ts';
export { canBind } from './parse-widget.ts';
export {
  type DateRange,
  type PeriodPreset,
  type PeriodValue,
  parsePeriod,
  periodPresets,
  periodRange,
  periodTitles,
  previousRange,
  rangeText,
} from './period.ts';
export { planWidget } from './plan-widget.ts';
export { type PlanDimension, type PlanMeasure, planKey, planReads, type QueryPlan } from './query-plan.ts';
export type { ReportContext } from './report-context.ts';
export { failed, shape } from './shape-widget.ts';
export { columnsOf, isOpenInHistory, type SourceColumn } from './source-columns.ts';
export type { NumberFormat, WidgetModel } from './widget-model.ts';
export type { WidgetProperty, WidgetType } from './widget-type.ts';
export { widgetTypeOf, widgetTypes } from './widgets/registry.ts';
