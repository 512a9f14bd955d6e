import { isJsonObject, type Json, type JsonPointer, pointer } from '../../../engine/index.ts';
import { type DefinitionRef, type Document, objectAt, parseRef } from './document.ts';
import type { Mention } from './mention.ts';

/** Where a role is named: `access` is a form's row of rights, whose key is the role. */
export type RoleMention = Mention & { as: 'access' | 'name' };

/** Every place of the draft that names a role: rights, steps, notices, rules, dashboards, scenarios, fields of people. */
export function mentionsOfRole(document: Document, role: string): RoleMention[] {
  return Object.entries(document.definitions).flatMap(([key, json]) => {
    const ref = parseRef(key);
    if (ref.kind === 'roles') return [];
    const found: RoleMention[] = [];
    search({ value: json, at: '', map: '' }, role, ref, found);
    return found;
  });
}

type Place = { value: Json | undefined; at: JsonPointer; map: string };

// In these maps a key is the name of a field, even one that is called `role`.
const mapsOfFields = new Set(['fields', 'data', 'then', 'fill', 'bind']);

function search({ value, at, map }: Place, role: string, ref: DefinitionRef, found: RoleMention[]): void {
  const name = (path: JsonPointer) => {
    found.push({ ref, path, as: 'name' });
  };
  if (Array.isArray(value)) {
    for (const [index, part] of value.entries())
      search({ value: part, at: at + pointer(index), map }, role, ref, found);
    return;
  }
  if (!isJsonObject(value)) return;
  const operands = value['has-role'];
  if (Array.isArray(operands) && operands[1] === role) name(`${at}/has-role/1`);
  if (ref.kind === 'form' && at === '/access' && role in objectAt(value, ''))
    found.push({ ref, path: at + pointer(role), as: 'access' });
  for (const [key, part] of Object.entries(value)) {
    const path = at + pointer(key);
    if (!mapsOfFields.has(map) && namesRoles(ref, at, key)) {
      if (part === role) name(path);
      for (const [index, one] of (Array.isArray(part) ? part : []).entries())
        if (one === role) name(path + pointer(index));
    }
    search({ value: part, at: path, map: key }, role, ref, found);
  }
}

function namesRoles({ kind }: DefinitionRef, at: JsonPointer, key: string): boolean {
  return key === 'role' || key === 'roles' || (kind === 'workflow' && at === '' && key === 'admin');
}
