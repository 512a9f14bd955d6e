import type { Issue } from '../../core/issue.ts';
import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts';
import type { FormatContext } from '../field-type.ts';
import { isBlank, plainly } from '../plain-text.ts';
import { linkIssues } from '../value-issues.ts';
import type { ReferenceDeclaration } from './schema.ts';

/** An id alone is enough; of an object, `id` and the carried parts stay. The server renews the parts from the linked record. */
export function normalise(value: Json, d: ReferenceDeclaration): Json | undefined {
  if (isBlank(value)) return undefined;
  if (typeof value === 'string') return { id: value.trim() };
  if (!isJsonObject(value)) return value;
  if (isBlank(value.id)) return Object.keys(value).every((key) => isBlank(value[key])) ? undefined : value;
  const kept: JsonObject = { id: typeof value.id === 'string' ? value.id.trim() : (value.id as Json) };
  for (const { name, field } of d.parts) {
    if (!Object.hasOwn(value, name)) continue;
    const inner = value[name] as Json;
    const next = field ? field.kind.normalise(inner, field.declaration) : isBlank(inner) ? undefined : inner;
    if (next !== undefined) kept[name] = next;
  }
  return kept;
}

// The parts are the server's, renewed from the linked record: here they are only told from what does not belong.
export function check(value: Json, d: ReferenceDeclaration): Issue[] {
  return linkIssues(
    value,
    d.parts.map(({ name }) => name),
    { en: 'a record', 'zh-CN': '一条记录' },
  );
}

/** What the field shows of the record: its display part. */
export function format(value: Json, d: ReferenceDeclaration, context: FormatContext): string {
  if (!isJsonObject(value)) return plainly(value);
  const shown = value[d.display];
  if (shown === undefined) return plainly(value.id ?? '');
  const field = d.parts[0]?.field;
  return field ? field.kind.format(shown, field.declaration, context) : plainly(shown);
}
