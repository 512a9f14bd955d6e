import type { FieldType } from '../field-type.ts';
import { isBlank } from '../plain-text.ts';
import { askToChoose } from '../value-issues.ts';
import { properties } from './properties.ts';
import { checkDeclaration, declaration, type MultiChoiceDeclaration, parse, schema, ui } from './schema.ts';
import { check, format, normalise } from './value.ts';

/** Any of several options. Stored: a list of their keys, in the order of choosing. */
export const multiChoice: FieldType<MultiChoiceDeclaration, 'multi-choice'> = {
  type: 'multi-choice',
  label: { en: 'Multiple choice', 'zh-CN': '多选' },
  ask: askToChoose,
  group: 'choice',
  declaration,
  properties,
  mask: 'all',
  computable: true,
  parse,
  checkDeclaration,
  schema,
  ui,
  ruleType: () => ({ kind: 'list', of: { kind: 'text' } }),
  isEmpty: isBlank,
  normalise,
  check,
  format,
};
