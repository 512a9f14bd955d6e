// A filter over data, put to what the store holds of encrypted fields: equality is asked of their blind hashes, all else is refused.
import {
  type EncryptedFields,
  type Field,
  type Filter,
  isJsonObject,
  type Json,
  type JsonObject,
} from '../../../engine/index.ts';
import { invalidAt } from '../../fault.ts';
import { type Blind, blindOf } from './sealed-data.ts';

const DATA = 'data.';

export function blindFilter(encrypted: EncryptedFields, filter: Filter, blind: Blind): Filter {
  const result: JsonObject = {};
  for (const [name, condition] of Object.entries(filter as JsonObject)) {
    if (name.startsWith('$') && Array.isArray(condition))
      result[name] = condition.map((part) => (isJsonObject(part) ? blindFilter(encrypted, part, blind) : part));
    else {
      const [path, asked] = conditionOn(encrypted, name, condition, blind);
      if (Object.hasOwn(result, path))
        return { $and: [result, { [path]: asked }, ...restOf(filter, name, encrypted, blind)] };
      result[path] = asked;
    }
  }
  return result as Filter;
}

// Two conditions that came to stand on one path.
function restOf(filter: Filter, after: string, encrypted: EncryptedFields, blind: Blind): Json[] {
  const entries = Object.entries(filter as JsonObject);
  const rest = entries.slice(entries.findIndex(([name]) => name === after) + 1);
  return rest.map(([name, condition]) => blindFilter(encrypted, { [name]: condition }, blind) as Json);
}

function conditionOn(
  encrypted: EncryptedFields,
  name: string,
  condition: Json,
  blind: Blind,
): [path: string, asked: Json] {
  if (!name.startsWith(DATA)) return [name, condition];
  const path = name.slice(DATA.length);
  const found = fieldAt(encrypted, path);
  if (found) return [`blind.${path}`, blindCondition(found, path, condition, blind)];
  const rows = encrypted.columns.find(({ rows: each }) => each.name === path);
  const element = isJsonObject(condition) ? condition.$elemMatch : undefined;
  if (!rows || !isJsonObject(element)) return [name, condition];
  const columns = columnsIn(element);
  const isSecret = (column: string) => rows.columns.some((each) => each.name === column);
  if (!columns.some(isSecret)) return [name, condition];
  // Readable and encrypted columns of one row lie apart: that both hold in the same row cannot be asked.
  if (!columns.every(isSecret)) throw refused(`${path}.${columns.find(isSecret)}`);
  return [`blind.${path}`, { ...(condition as JsonObject), $elemMatch: blindElement(rows, path, element, blind) }];
}

function blindElement(
  rows: EncryptedFields['columns'][number],
  path: string,
  element: JsonObject,
  blind: Blind,
): JsonObject {
  return Object.fromEntries(
    Object.entries(element).map(([name, condition]) => {
      if (name.startsWith('$') && Array.isArray(condition))
        return [name, condition.map((part) => (isJsonObject(part) ? blindElement(rows, path, part, blind) : part))];
      const column = rows.columns.find((each) => each.name === name);
      return [name, column ? blindCondition(column, `${path}.${name}`, condition, blind) : condition];
    }),
  );
}

function columnsIn(element: JsonObject): string[] {
  return Object.entries(element).flatMap(([name, condition]) =>
    name.startsWith('$') && Array.isArray(condition)
      ? condition.flatMap((part) => (isJsonObject(part) ? columnsIn(part) : []))
      : [name.split('.')[0] ?? ''],
  );
}

/** The encrypted field that a path is, or lies in. */
function fieldAt({ fields, columns }: EncryptedFields, path: string): Field | undefined {
  const [name = '', column = ''] = path.split('.');
  const rows = columns.find(({ rows: each }) => each.name === name);
  return rows ? rows.columns.find((each) => each.name === column) : fields.find((each) => each.name === name);
}

/** True where the path names something that is encrypted. */
export function isBlind(encrypted: EncryptedFields, path: string): boolean {
  return path.startsWith(DATA) && fieldAt(encrypted, path.slice(DATA.length)) !== undefined;
}

export function refused(path: string) {
  return invalidAt('record/encrypted', '', { field: path });
}

function blindCondition(field: Field, path: string, condition: Json, blind: Blind): Json {
  // Parts of an object have their own paths; only the field itself is normalised as it is when it is stored.
  const own = path === field.path ? field : undefined;
  const hashed = (value: Json): Json => blindOf(own, path, value, blind) ?? null;
  const hashedAll = (value: Json): Json => (Array.isArray(value) ? value.map(hashed) : hashed(value));
  if (!isJsonObject(condition) || !Object.keys(condition).some((name) => name.startsWith('$')))
    return hashed(condition);
  return Object.fromEntries(
    Object.entries(condition).map(([operator, operand]): [string, Json] => {
      switch (operator) {
        case '$eq':
        case '$ne':
          return [operator, hashed(operand)];
        case '$in':
        case '$nin':
        case '$all':
          return [operator, hashedAll(operand)];
        case '$exists':
        case '$size':
          return [operator, operand];
        case '$not':
        case '$elemMatch':
          return [operator, blindCondition(field, path, operand, blind)];
        default:
          throw refused(path);
      }
    }),
  );
}
