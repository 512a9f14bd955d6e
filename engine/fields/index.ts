export { type FileEnding, fileEndings, LARGEST_FILE, USUAL_SIZE as USUAL_FILE_SIZE } from './attachment/limits.ts';
export { acceptedEndings, accepts } from './attachment/value.ts';
export { checkValue, normaliseValue } from './check-value.ts';
export { type ChoiceDeclaration, optionsOf } from './chosen-options.ts';
export { dayIn } from './date/value.ts';
export { zonedInstantIn } from './date-time/value.ts';
export type { Field, FieldLinks, FormOutline } from './field.ts';
export { fieldSchema } from './field-schema.ts';
export {
  type CheckContext,
  type ExampleContext,
  type FieldGroup,
  type FieldShape,
  type FieldType,
  type FormatContext,
  type LinkTarget,
  type MaskStyle,
  type ParseTools,
  type ReportType,
  reportTypes,
} from './field-type.ts';
export { formatValue } from './format-value.ts';
export { maskValue } from './mask-value.ts';
export { numberIn } from './number-text.ts';
export {
  everOffered,
  OPTION_PATTERN,
  type Option,
  type OptionSet,
  optionOf,
  optionsSchema,
  parseOptions,
  withFormer,
} from './option-set.ts';
export { declareField, parseField } from './parse-field.ts';
export { percentIn } from './percent/value.ts';
export { type CommonProperty, commonProperties, type PropertySpec } from './property-spec.ts';
export { type FieldTypeName, fieldTypeOf, fieldTypes } from './registry.ts';
export { formatSerial, serialPatternIssues, serialScope } from './serial/serial-number.ts';
