import {
  type ChoiceDeclaration,
  choiceDeclaration,
  freshOptions,
  optionIssues,
  parseChoice,
} from '../chosen-options.ts';
import type { FieldType } from '../field-type.ts';
import { isBlank } from '../plain-text.ts';
import { askToChoose } from '../value-issues.ts';
import { properties } from './properties.ts';
import { schema, ui } from './schema.ts';
import { format, normalise } from './value.ts';

/** One of several options. Stored: the option's key. */
export const choice: FieldType<ChoiceDeclaration, 'choice'> = {
  type: 'choice',
  label: { en: 'Choice', 'zh-CN': '单选' },
  ask: askToChoose,
  group: 'choice',
  declaration: choiceDeclaration,
  properties,
  shape: 'value',
  line: 'part',
  report: 'choice',
  mask: 'all',
  computable: true,
  fresh: freshOptions,
  example: ({ options }, { firstOption }) => firstOption(options ?? null),
  parse: parseChoice,
  parts: ({ set }) => ({ options: set }),
  schema,
  ui,
  ruleType: () => ({ kind: 'text' }),
  isEmpty: isBlank,
  normalise,
  check: optionIssues,
  format,
};
