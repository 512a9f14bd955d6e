import type { FieldType } from '../field-type.ts';
import { isBlank } from '../plain-text.ts';
import { formatTitled, normaliseTitled, titledRuleType, titledSchema } from '../titled-link.ts';
import { askToChoose } from '../value-issues.ts';
import { properties } from './properties.ts';
import { declaration, parse, type UnitDeclaration, ui } from './schema.ts';
import { check } from './value.ts';

/** A unit of the organisation. Stored: `{ id, title }`. */
export const unit: FieldType<UnitDeclaration, 'unit'> = {
  type: 'unit',
  label: { en: 'Unit', 'zh-CN': '机构' },
  ask: askToChoose,
  group: 'people',
  declaration,
  properties,
  shape: 'link',
  target: 'unit',
  line: 'part',
  report: 'unit',
  mask: 'name',
  computable: true,
  parse,
  schema: () => titledSchema,
  ui,
  ruleType: () => titledRuleType,
  isEmpty: isBlank,
  normalise: normaliseTitled,
  check,
  format: formatTitled,
  // A rule may name it by its id alone: { "var": "actor.unit" }.
  defaultType: () => ({ kind: 'unknown' }),
};
