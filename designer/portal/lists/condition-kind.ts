import type { Field } from '../../../engine/index.ts';

const kinds: { readonly [type: string]: 'text' | 'choice' | 'between' | 'boolean' | 'reference' | undefined } = {
  text: 'text',
  serial: 'text',
  'bank-account': 'text',
  phone: 'text',
  email: 'text',
  'id-number': 'text',
  reference: 'reference',
  person: 'reference',
  choice: 'choice',
  boolean: 'boolean',
  number: 'between',
  money: 'between',
  percent: 'between',
  date: 'between',
};

/** Which simple condition a field takes in a list; undefined for none. */
export function conditionKind(field: Field) {
  const kind = kinds[field.type];
  // What is encrypted is found by equality alone.
  return field.encrypted && kind === 'between' ? undefined : kind;
}

/** What the condition of a field reads: of a reference and of a person, which one it is. */
export function conditionPath(field: Field): string {
  return conditionKind(field) === 'reference' ? `${field.path}.id` : field.path;
}
