import type { FieldType } from '../field-type.ts';
import { isBlank } from '../plain-text.ts';
import { properties } from './properties.ts';
import { type AttachmentDeclaration, checkDeclaration, checkNew, declaration, parse, schema, ui } from './schema.ts';
import { check, format, normalise } from './value.ts';

/** Uploaded files. Stored: a list of `{ id, name, size, type }`. */
export const attachment: FieldType<AttachmentDeclaration, 'attachment'> = {
  type: 'attachment',
  label: { en: 'Attachment', 'zh-CN': '附件' },
  ask: { en: 'Please add a file: {title}', 'zh-CN': '请上传{title}' },
  group: 'structure',
  declaration,
  properties,
  shape: 'files',
  target: 'file',
  line: 'none',
  mask: 'all',
  inRows: false,
  computable: false,
  without: ['unique', 'placeholder', 'default'],
  encrypts: false,
  parse,
  checkDeclaration,
  checkNew,
  schema,
  ui,
  ruleType: () => ({
    kind: 'list',
    of: {
      kind: 'object',
      fields: { id: { kind: 'text' }, name: { kind: 'text' }, size: { kind: 'number' }, type: { kind: 'text' } },
    },
  }),
  isEmpty: isBlank,
  normalise,
  check,
  format,
};
