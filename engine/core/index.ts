export {
  addTime,
  addWorkingDays,
  type CalendarData,
  presuming,
  type WorkCalendar,
  workCalendar,
  workingDaysBetween,
  workingMsBetween,
} from './calendar.ts';
export { canonicalJson, hashOf } from './canonical.ts';
export {
  addDays,
  addMonths,
  dateOf,
  dateOfDay,
  dayNumber,
  dayOf,
  daysInMonth,
  diffDays,
  diffMonths,
  isDate,
  isDateTime,
  monthOf,
  startOfMonth,
  startOfYear,
  weekdayOf,
  yearOf,
} from './dates.ts';
export { addExact, divideExact, multiplyExact, remainderExact, roundExact, subtractExact } from './decimals.ts';
export { addDuration, type Duration, isDuration, parseDuration } from './durations.ts';
export {
  type Issue,
  type IssueCode,
  issue,
  type LocalIssue,
  messageOf,
  toLocalIssue,
  under,
  warning,
} from './issue.ts';
export { isJsonObject, type Json, type JsonObject, own } from './json.ts';
export { type JsonSchema, matchSchema } from './json-schema.ts';
export {
  currencySign,
  divideMoney,
  formatAmount,
  formatMoney,
  isCurrency,
  minorDigits,
  moneyText,
  multiplyMoney,
  parseMoney,
  roundMoney,
} from './money.ts';
export {
  didYouMean,
  FIELD_PATTERN,
  isFieldName,
  isKey,
  isPrototypeName,
  isStateKey,
  KEY_PATTERN,
  nearest,
  reservedFieldNames,
} from './names.ts';
export { type JsonPointer, pointer, segmentsOf, valueAt, valueAtDotted, withValueAt } from './pointer.ts';
export { assertNever, fail, ok, type Result, unlessIssues } from './result.ts';
export { alike, isUnseen, said, searchable, withoutUnseen } from './seen.ts';
export { definitionLimits, type JsonLimits, parseStrictJson, requestLimits } from './strict-json.ts';
export { type StructureValidator, toStructureValidator } from './structure.ts';
export { isText, type Locale, localeFrom, locales, localise, type Text } from './text.ts';
export { typeOf, typeWords } from './type-names.ts';
export {
  DAY_MS,
  dateIn,
  formatDateTime,
  instantAt,
  instantMs,
  instantOfMs,
  isZone,
  localTime,
  startOfDay,
} from './zones.ts';
