import type { Field, ReportType } from '../../../engine/index.ts';

/** `any`: holds any of some options · `moments`: between two days, of times on the tenant's clocks. */
type ConditionKind = 'text' | 'choice' | 'any' | 'between' | 'moments' | 'boolean' | 'reference' | 'unit';

const kinds: { readonly [R in ReportType]: ConditionKind } = {
  text: 'text',
  number: 'between',
  money: 'between',
  percent: 'between',
  date: 'between',
  'date-time': 'moments',
  boolean: 'boolean',
  choice: 'choice',
  'multi-choice': 'any',
  person: 'reference',
  unit: 'unit',
  reference: 'reference',
};

/** Which simple condition a field takes in a list; undefined for none. */
export function conditionKind(field: Field) {
  const { report } = field.kind;
  const kind = report && kinds[report];
  // What is encrypted is found by equality alone.
  return field.encrypted && (kind === 'between' || kind === 'moments' || kind === 'any') ? undefined : kind;
}

/** What the condition of a field reads: of a reference, a person and a unit, which one it is. */
export function conditionPath(field: Field): string {
  const kind = conditionKind(field);
  return kind === 'reference' || kind === 'unit' ? `${field.path}.id` : field.path;
}
