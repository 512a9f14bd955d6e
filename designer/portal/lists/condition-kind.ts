import type { Field } from '../../../engine/index.ts';

/** `any`: holds any of some options · `moments`: between two days, of times on the tenant's clocks. */
type ConditionKind = 'text' | 'choice' | 'any' | 'between' | 'moments' | 'boolean' | 'reference' | 'unit';

const kinds: { readonly [type: string]: ConditionKind | undefined } = {
  text: 'text',
  'long-text': 'text',
  serial: 'text',
  'bank-account': 'text',
  phone: 'text',
  email: 'text',
  'id-number': 'text',
  reference: 'reference',
  person: 'reference',
  unit: 'unit',
  choice: 'choice',
  'multi-choice': 'any',
  boolean: 'boolean',
  number: 'between',
  money: 'between',
  percent: 'between',
  date: 'between',
  'date-time': 'moments',
};

/** Which simple condition a field takes in a list; undefined for none. */
export function conditionKind(field: Field) {
  const kind = kinds[field.type];
  // What is encrypted is found by equality alone.
  return field.encrypted && (kind === 'between' || kind === 'moments' || kind === 'any') ? undefined : kind;
}

/** What the condition of a field reads: of a reference, a person and a unit, which one it is. */
export function conditionPath(field: Field): string {
  const kind = conditionKind(field);
  return kind === 'reference' || kind === 'unit' ? `${field.path}.id` : field.path;
}
