import { personScope, recordScope } from '../access/index.ts';
import type { Field } from '../fields/index.ts';
import type { RuleType, Scope } from '../rules/index.ts';

/** What rules over records with these fields may read: the fields, `actor`, `initiator`, `record`, `case`. */
export function scopeOf(fields: { [name: string]: Field }): Scope {
  return {
    ...fieldScope(fields),
    actor: { kind: 'object', fields: personScope },
    initiator: { kind: 'object', fields: personScope },
    record: { kind: 'object', fields: recordScope },
    case: { kind: 'object', fields: { round: { kind: 'number' } } },
  };
}

/** The fields alone, as rules read them. */
export function fieldScope(fields: { [name: string]: Field }): Scope {
  const scope: Scope = {};
  for (const field of Object.values(fields)) scope[field.name] = field.kind.ruleType(field.declaration);
  return scope;
}

/** The scope with one row of a list beside it, under `row`. */
export function withRow(scope: Scope, rows: Field): Scope {
  const list: RuleType = rows.kind.ruleType(rows.declaration);
  return list.kind === 'list' ? { ...scope, row: list.of } : scope;
}
