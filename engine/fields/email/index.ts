import type { FieldType } from '../field-type.ts';
import { isBlank, plainly } from '../plain-text.ts';
import { properties } from './properties.ts';
import { declaration, type EmailDeclaration, parse, schema, ui } from './schema.ts';
import { check, normalise } from './value.ts';

/** An e-mail address. Stored: a string with a lower-case host. */
export const email: FieldType<EmailDeclaration, 'email'> = {
  type: 'email',
  label: { en: 'E-mail', 'zh-CN': '电子邮箱' },
  group: 'people',
  declaration,
  properties,
  shape: 'value',
  line: 'part',
  report: 'text',
  mask: 'email',
  maskAs: 'stored',
  computable: true,
  parse,
  schema,
  ui,
  ruleType: () => ({ kind: 'text' }),
  isEmpty: isBlank,
  normalise,
  check,
  format: plainly,
};
