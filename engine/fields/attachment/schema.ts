import { type Issue, issue } from '../../core/issue.ts';
import type { JsonObject } from '../../core/json.ts';
import { type JsonPointer, pointer } from '../../core/pointer.ts';
import { fileEndings, LARGEST_FILE, USUAL_SIZE } from './limits.ts';

/** `maxSize` in bytes, of each file. `accept` lists endings of names in lower case; empty: whatever the server takes. */
export type AttachmentDeclaration = { accept: string[]; maxSize: number; maxFiles: number; sizeText: string };

export const declaration = {
  properties: {
    accept: {
      type: 'array',
      minItems: 1,
      maxItems: 30,
      items: { type: 'string', pattern: '^\\.[A-Za-z0-9]{1,10}$' },
      description: `Endings of file names, of: ${fileEndings.map((ending) => `.${ending}`).join(', ')}.`,
    },
    maxSize: {
      type: 'string',
      pattern: '^[0-9]{1,6}(\\.[0-9]{1,2})? ?(KB|MB)$',
      description: `Of each file, up to 20MB: ${USUAL_SIZE} where nothing is said.`,
    },
    maxFiles: { type: 'integer', minimum: 1, maximum: 50, description: '10 where nothing is said.' },
  },
};

const KB = 1024;
const MOST = 100 * KB * KB;

export function parse(json: JsonObject): AttachmentDeclaration {
  const sizeText = typeof json.maxSize === 'string' ? json.maxSize : USUAL_SIZE;
  const [, count = '10', measure] = /^([\d.]+) ?(KB|MB)$/.exec(sizeText) ?? [];
  return {
    accept: (Array.isArray(json.accept) ? json.accept : []).map((ending) => String(ending).toLowerCase()),
    maxSize: Math.floor(Number(count) * (measure === 'KB' ? KB : KB * KB)),
    maxFiles: typeof json.maxFiles === 'number' ? json.maxFiles : 10,
    sizeText,
  };
}

export function checkDeclaration(d: AttachmentDeclaration, at: JsonPointer): Issue[] {
  const good = d.maxSize >= KB && d.maxSize <= MOST;
  return good ? [] : [issue('field/file-size', at + pointer('maxSize'), { found: d.sizeText })];
}

/** The server takes no larger file, and none of another kind. */
export function checkNew(d: AttachmentDeclaration, at: JsonPointer): Issue[] {
  const largest =
    d.maxSize <= LARGEST_FILE ? [] : [issue('field/file-size', at + pointer('maxSize'), { found: d.sizeText })];
  const allowed = fileEndings.map((ending) => `.${ending}`);
  const others = d.accept.flatMap((ending, index) =>
    allowed.includes(ending)
      ? []
      : [issue('field/file-ending', at + pointer('accept', index), { found: ending, allowed })],
  );
  return [...largest, ...others];
}

/** Parts of a stored file value. */
export const fileParts = ['id', 'name', 'size', 'type'] as const;

export function schema(d: AttachmentDeclaration): JsonObject {
  return {
    type: 'array',
    maxItems: d.maxFiles,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['id'],
      properties: {
        id: { type: 'string', minLength: 1, maxLength: 64 },
        name: { type: 'string', maxLength: 400 },
        size: { type: 'integer', minimum: 0 },
        type: { type: 'string', maxLength: 200 },
      },
    },
  };
}

export function ui(d: AttachmentDeclaration): JsonObject {
  const { accept, maxSize, maxFiles } = d;
  return { 'ui:field': 'attachment', 'ui:options': { accept, maxSize, maxFiles } };
}
