import type { FieldType } from '../field-type.ts';
import { isBlank } from '../plain-text.ts';
import { askToChoose } from '../value-issues.ts';
import { properties } from './properties.ts';
import { declaration, parse, parts, type ReferenceDeclaration, ruleType, schema, ui } from './schema.ts';
import { check, format, normalise } from './value.ts';

/** A record of another form. Stored: `{ id, <display>, <carried fields> }`. */
export const reference: FieldType<ReferenceDeclaration, 'reference'> = {
  type: 'reference',
  label: { en: 'Reference', 'zh-CN': '引用' },
  ask: askToChoose,
  group: 'link',
  declaration,
  properties,
  shape: 'link',
  target: 'record',
  line: 'part',
  report: 'reference',
  mask: 'name',
  computable: false,
  parse,
  parts,
  schema,
  ui,
  ruleType,
  isEmpty: isBlank,
  normalise,
  check,
  format,
  defaultType: () => ({ kind: 'unknown' }),
};
