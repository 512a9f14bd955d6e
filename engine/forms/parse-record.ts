import { issue } from '../core/issue.ts';
import { isJsonObject, type Json } from '../core/json.ts';
import { pointer } from '../core/pointer.ts';
import type { Field } from '../fields/index.ts';
import { parseDisplay } from './display-template.ts';
import { fieldAt } from './field-at.ts';
import type { RecordBlock } from './form.ts';
import { expectPath, type FormParts, refuseEncrypted } from './form-parts.ts';

/** The `record` block: how records are shown in a line, what occurs once, what is searched and indexed. */
export function parseRecord(json: unknown, parts: FormParts): RecordBlock {
  const block = isJsonObject(json) ? json : {};
  const unique = groupsOf(block.unique, 'unique', parts);
  const index = groupsOf(block.index, 'index', parts);
  for (const [place, paths] of index.entries()) {
    refuseEncrypted(parts, paths, (inner) => pointer('record', 'index', place, inner));
  }
  const search = (Array.isArray(block.search) ? block.search : []).filter(
    (path, place): path is string =>
      typeof path === 'string' && expectPath(parts, path, pointer('record', 'search', place)),
  );
  refuseEncrypted(parts, search, (inner) => pointer('record', 'search', inner));
  const display = typeof block.display === 'string' ? block.display : defaultDisplay(parts);
  return {
    display: parseDisplay(display, pointer('record', 'display'), parts),
    unique: withDeclared(unique, parts),
    search,
    index,
  };
}

function groupsOf(json: Json | undefined, key: 'unique' | 'index', parts: FormParts): string[][] {
  return (Array.isArray(json) ? json : []).map((group, place) =>
    (Array.isArray(group) ? group : []).filter((path, inner): path is string => {
      const at = pointer('record', key, place, inner);
      if (typeof path !== 'string' || !expectPath(parts, path, at)) return false;
      const field = fieldAt(parts, path);
      if (!field || indexable(field, path)) return true;
      const hint = field.kind.shape === 'link' ? ` (${path}.id)` : '';
      parts.issues.push(issue('form/not-indexed', at, { field: path, type: field.type, hint }));
      return false;
    }),
  );
}

// Blocks of text, lists and whole objects are no keys; a link is indexed by its id: `partner.id`.
function indexable({ kind }: Field, path: string): boolean {
  return kind.line === 'part' && kind.shape !== 'link' && path.split('.').length <= 2;
}

function withDeclared(unique: string[][], parts: FormParts): string[][] {
  const alone = new Set(unique.filter((paths) => paths.length === 1).map(([path]) => path));
  const declared = Object.values(parts.fields).filter((field) => field.unique && !alone.has(field.name));
  return [...unique, ...declared.map(({ name, kind }) => [kind.shape === 'link' ? `${name}.id` : name])];
}

// The number, or else the first text: something that people know the record by.
function defaultDisplay(parts: FormParts): string {
  const fields = Object.values(parts.fields).filter(({ encrypted }) => !encrypted);
  const shown = fields.find(({ kind }) => kind.assigned) ?? fields.find(({ type }) => type === 'text') ?? fields[0];
  return shown && shown.kind.line !== 'none' ? `{{${shown.name}}}` : '–';
}
