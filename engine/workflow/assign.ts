import type { Rule } from '../rules/index.ts';

/** Where to look: the initiator's unit, a unit by id, or a field of the form (a unit, or a text with its id). */
export type Within = { unit: 'initiator' } | { unit: 'id'; id: string } | { unit: 'field'; path: string };

/** One way to find who acts in a step; several make a union in their order. */
export type Assign =
  | { by: 'person'; person: string }
  | { by: 'initiator' }
  | { by: 'role'; role: string; within?: Within }
  | { by: 'pool'; role: string; within?: Within }
  | { by: 'unit-head'; within: Within }
  | { by: 'manager'; level: number }
  | { by: 'manager-chain'; levels: number }
  | { by: 'field'; field: string }
  | { by: 'rule'; rule: Rule }
  | { by: 'choice'; of: 'initiator' | 'previous'; role?: string; within?: Within; max?: number };
