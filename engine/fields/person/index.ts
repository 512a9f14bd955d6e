import type { FieldType } from '../field-type.ts';
import { isBlank } from '../plain-text.ts';
import { formatTitled, normaliseTitled, titledRuleType, titledSchema } from '../titled-link.ts';
import { askToChoose } from '../value-issues.ts';
import { properties } from './properties.ts';
import { declaration, type PersonDeclaration, parse, ui } from './schema.ts';
import { check } from './value.ts';

/** A person of the organisation. Stored: `{ id, title }`. */
export const person: FieldType<PersonDeclaration, 'person'> = {
  type: 'person',
  label: { en: 'Person', 'zh-CN': '人员' },
  ask: askToChoose,
  group: 'people',
  declaration,
  properties,
  shape: 'link',
  target: 'person',
  line: 'part',
  report: 'person',
  mask: 'name',
  computable: true,
  example: (_json, { locale }) => (locale === 'zh-CN' ? '张伟' : 'Zhang Wei'),
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
