import { freshOptions } from '../chosen-options.ts';
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
  shape: 'keys',
  line: 'part',
  report: 'multi-choice',
  mask: 'all',
  computable: true,
  fresh: freshOptions,
  example: ({ options }, { firstOption }) => firstOption(options ?? null),
  parse,
  parts: ({ set }) => ({ options: set }),
  checkDeclaration,
  schema,
  ui,
  ruleType: () => ({ kind: 'list', of: { kind: 'text' } }),
  isEmpty: isBlank,
  normalise,
  check,
  format,
};
