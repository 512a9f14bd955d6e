import type { Text } from '../core/text.ts';

/** A member of the organisation, as rules, assignment and screens see one. */
export type Person = {
  id: string;
  /** Sign-in name, unique in the tenant. */
  name: string;
  title: Text;
  unit: string;
  roles: string[];
  manager?: string;
  email?: string;
  active: boolean;
};

/** A node of the organisation tree: group, company, branch, department. */
export type Unit = {
  id: string;
  title: Text;
  kind: 'group' | 'company' | 'branch' | 'department';
  parent?: string;
  head?: string;
};

/** Who asks. `roles` and `unit` come from the session's person, never from a request. */
export type Actor = { id: string; tenant: string; name: string; title: Text; unit: string; roles: string[] };

/** Answers about people and units; pure look-ups over what was loaded. */
export type Organisation = {
  person(id: string): Person | undefined;
  unit(id: string): Unit | undefined;
  people(): readonly Person[];
  units(): readonly Unit[];
  /** True when `unit` is `ancestor` or lies below it. */
  isInUnit(unit: string, ancestor: string): boolean;
  hasRole(person: string, role: string): boolean;
  /** Active people with the role, in order of name; with `within`, only those of that unit or below it. */
  withRole(role: string, within?: string): Person[];
  /** The n-th manager above a person: 1 is the direct one. */
  managerOf(person: string, level?: number): Person | undefined;
  headOf(unit: string): Person | undefined;
};
