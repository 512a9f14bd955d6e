import type { Issue } from '../../core/issue.ts';
import type { JsonObject } from '../../core/json.ts';
import { type JsonPointer, pointer } from '../../core/pointer.ts';
import { serialPatternIssues } from './serial-number.ts';

export type SerialDeclaration = { pattern: string };

export const declaration = {
  properties: {
    pattern: {
      type: 'string',
      minLength: 1,
      maxLength: 60,
      description: 'Text with {yyyy} {yy} {MM} {dd} {yyyyMM} {yyyyMMdd} and one {seq:6}.',
    },
  },
  required: ['pattern'],
};

export function parse(json: JsonObject): SerialDeclaration {
  return { pattern: typeof json.pattern === 'string' ? json.pattern : '{seq:6}' };
}

export function checkDeclaration(d: SerialDeclaration, at: JsonPointer): Issue[] {
  return serialPatternIssues(d.pattern, at + pointer('pattern'));
}

export function schema(): JsonObject {
  return { type: 'string', maxLength: 100 };
}

export function ui(): JsonObject {
  return { 'ui:widget': 'serial' };
}
