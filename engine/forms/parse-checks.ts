import { issue } from '../core/issue.ts';
import { isJsonObject, own } from '../core/json.ts';
import { type JsonPointer, pointer, segmentsOf } from '../core/pointer.ts';
import { isText } from '../core/text.ts';
import type { Field } from '../fields/index.ts';
import type { FormCheck } from './form.ts';
import { expectField, type FormParts } from './form-parts.ts';
import { parseCondition } from './parse-rules.ts';

/** The `checks` block: data for which `fail` holds is refused, or warned about. */
export function parseChecks(json: unknown, parts: FormParts): FormCheck[] {
  if (!isJsonObject(json)) return [];
  return Object.entries(json).flatMap(([key, entry]) => {
    if (!isJsonObject(entry)) return [];
    const at = pointer('checks', key);
    const path = typeof entry.path === 'string' ? entry.path : '';
    const rows = parsePath(path, at + pointer('path'), parts);
    const fail = entry.fail === undefined ? undefined : parseCondition(entry.fail, rows, at + pointer('fail'), parts);
    if (!fail || !isText(entry.message)) return [];
    return [
      {
        key,
        fail,
        ...(rows ? { rows } : {}),
        path,
        message: entry.message,
        level: entry.level === 'warning' ? 'warning' : 'error',
      },
    ] satisfies FormCheck[];
  });
}

// `*` stands for the index of each row; then the check is asked row by row.
function parsePath(path: JsonPointer, at: JsonPointer, parts: FormParts): Field | undefined {
  if (path === '') return undefined;
  if (!path.startsWith('/')) {
    parts.issues.push(issue('form/check-path', at, { path: path.slice(0, 100) }));
    return undefined;
  }
  const [name = '', star, ...rest] = segmentsOf(path);
  const field = own(parts.fields, name);
  const inRows = field?.columns !== undefined && star !== undefined;
  if (inRows && star !== '*') parts.issues.push(issue('form/check-path', at, { path: path.slice(0, 100) }));
  const dotted = inRows ? [name, ...rest] : [name, ...(star === undefined ? [] : [star]), ...rest];
  expectField(parts, dotted.join('.'), at);
  return inRows ? field : undefined;
}
