import type { Json, JsonObject } from '../core/json.ts';
import { didYouMean } from '../core/names.ts';
import type { JsonPointer } from '../core/pointer.ts';
import type { Assign, Within } from './assign.ts';
import { type Parsing, refuse, ruleAt } from './parsing.ts';
import { numberOf, objectOf, stringOf } from './raw.ts';

/** Whom a step is for: its `assign` list. */
export function parseAssigns(json: Json | undefined, path: JsonPointer, parsing: Parsing): Assign[] {
  const list = Array.isArray(json) ? json : [];
  return list.flatMap((entry, index) => parseAssign(objectOf(entry), `${path}/${index}`, parsing) ?? []);
}

function parseAssign(json: JsonObject, path: JsonPointer, parsing: Parsing): Assign | undefined {
  const role = stringOf(json.role) ?? '';
  switch (json.by) {
    case 'person':
      return { by: 'person', person: stringOf(json.person) ?? '' };
    case 'initiator':
      return { by: 'initiator' };
    case 'role':
    case 'pool':
      return { by: json.by, role, ...withinOf(json.within, `${path}/within`, parsing) };
    case 'unit-head':
      return {
        by: 'unit-head',
        within: withinOf(json.within, `${path}/within`, parsing).within ?? { unit: 'initiator' },
      };
    case 'manager':
      return { by: 'manager', level: numberOf(json.level, 1) };
    case 'manager-chain':
      return { by: 'manager-chain', levels: numberOf(json.levels, 1) };
    case 'field':
      return (
        fieldOf(stringOf(json.field) ?? '', `${path}/field`, parsing, ['person']) && {
          by: 'field',
          field: stringOf(json.field) ?? '',
        }
      );
    case 'rule': {
      const rule = ruleAt(parsing, json.rule, `${path}/rule`);
      if (!rule) return undefined;
      const kind = rule.type.kind === 'list' ? rule.type.of.kind : rule.type.kind;
      if (kind !== 'text' && kind !== 'unknown') return refuse(parsing, 'workflow/assign-rule', `${path}/rule`);
      return { by: 'rule', rule };
    }
    case 'choice':
      return {
        by: 'choice',
        of: json.of === 'previous' ? 'previous' : 'initiator',
        ...(role ? { role } : {}),
        ...withinOf(json.within, `${path}/within`, parsing),
        ...(typeof json.max === 'number' ? { max: json.max } : {}),
      };
    default:
      return undefined; // Reported by the schema.
  }
}

/** `"initiator.unit"`, the id of a unit, or `{ "field": "…" }`. */
export function withinOf(json: Json | undefined, path: JsonPointer, parsing: Parsing): { within?: Within } {
  if (json === undefined) return {};
  if (json === 'initiator.unit') return { within: { unit: 'initiator' } };
  if (typeof json === 'string') return { within: { unit: 'id', id: json } };
  const field = stringOf(objectOf(json).field) ?? '';
  return fieldOf(field, `${path}/field`, parsing, ['unit', 'text', 'choice', 'reference'])
    ? { within: { unit: 'field', path: field } }
    : {};
}

// The first part is a field of the form; the rest leads into its value (`customer.unit`).
function fieldOf(name: string, path: JsonPointer, parsing: Parsing, types: string[]): true | undefined {
  if (!parsing.form) return true;
  const [head = '', ...rest] = name.split('.');
  const field = Object.hasOwn(parsing.form.fields, head) ? parsing.form.fields[head] : undefined;
  if (!field) {
    return refuse(parsing, 'workflow/unknown-field', path, {
      field: name,
      hint: didYouMean(head, Object.keys(parsing.form.fields)),
    });
  }
  if (rest.length === 0 && !types.includes(field.type))
    return refuse(parsing, 'workflow/assign-field', path, { field: name, type: field.type, allowed: types });
  return true;
}
