// A filter over data, put to what the store holds of encrypted fields: equality is asked of their blind hashes, all else is refused.
import { type Field, type Filter, isJsonObject, type Json, type JsonObject } from '../../../engine/index.ts';
import { invalidAt } from '../../fault.ts';
import { type Blind, blindOf } from './sealed-data.ts';
import { type SecretParts, secretAt } from './secret-parts.ts';

const DATA = 'data.';

export function blindFilter(secrets: SecretParts, filter: Filter, blind: Blind): Filter {
  const result: JsonObject = {};
  for (const [name, condition] of Object.entries(filter as JsonObject)) {
    if (name.startsWith('$') && Array.isArray(condition))
      result[name] = condition.map((part) => (isJsonObject(part) ? blindFilter(secrets, part, blind) : part));
    else {
      const [path, asked] = conditionOn(secrets, name, condition, blind);
      if (Object.hasOwn(result, path))
        return { $and: [result, { [path]: asked }, ...restOf(filter, name, secrets, blind)] };
      result[path] = asked;
    }
  }
  return result as Filter;
}

// Two conditions that came to stand on one path.
function restOf(filter: Filter, after: string, secrets: SecretParts, blind: Blind): Json[] {
  const entries = Object.entries(filter as JsonObject);
  const rest = entries.slice(entries.findIndex(([name]) => name === after) + 1);
  return rest.map(([name, condition]) => blindFilter(secrets, { [name]: condition }, blind) as Json);
}

function conditionOn(secrets: SecretParts, name: string, condition: Json, blind: Blind): [path: string, asked: Json] {
  if (!name.startsWith(DATA)) return [name, condition];
  const path = name.slice(DATA.length);
  const found = secretAt(secrets, path);
  if (found) return [`blind.${path}`, blindCondition(found.field, path, condition, blind)];
  const within = secrets.get(path);
  const element = isJsonObject(condition) ? condition.$elemMatch : undefined;
  if (!within || within.whole || !isJsonObject(element)) return [name, condition];
  const asked = pathsIn(element);
  const isSecret = (part: string) => secretAt(within.parts, part) !== undefined;
  if (!asked.some(isSecret)) return [name, condition];
  // Readable and encrypted columns of one row lie apart: that both hold in the same row cannot be asked.
  if (!asked.every(isSecret)) throw refused(`${path}.${asked.find(isSecret)}`);
  return [
    `blind.${path}`,
    { ...(condition as JsonObject), $elemMatch: blindElement(within.parts, path, element, blind) },
  ];
}

function blindElement(parts: SecretParts, path: string, element: JsonObject, blind: Blind): JsonObject {
  return Object.fromEntries(
    Object.entries(element).map(([name, condition]) => {
      if (name.startsWith('$') && Array.isArray(condition))
        return [name, condition.map((part) => (isJsonObject(part) ? blindElement(parts, path, part, blind) : part))];
      return [name, blindCondition(secretAt(parts, name)?.field, `${path}.${name}`, condition, blind)];
    }),
  );
}

function pathsIn(element: JsonObject): string[] {
  return Object.entries(element).flatMap(([name, condition]) =>
    name.startsWith('$') && Array.isArray(condition)
      ? condition.flatMap((part) => (isJsonObject(part) ? pathsIn(part) : []))
      : [name],
  );
}

/** True where the path names something that is encrypted. */
export function isBlind(secrets: SecretParts, path: string): boolean {
  return path.startsWith(DATA) && secretAt(secrets, path.slice(DATA.length)) !== undefined;
}

export function refused(path: string) {
  return invalidAt('record/encrypted', '', { field: path });
}

function blindCondition(field: Field | undefined, path: string, condition: Json, blind: Blind): Json {
  // Parts of an object have their own paths; only the field itself is normalised as it is when it is stored.
  const own = path === field?.path ? field : undefined;
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
