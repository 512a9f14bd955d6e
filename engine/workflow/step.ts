import type { JsonPointer } from '../core/pointer.ts';
import type { Text } from '../core/text.ts';
import type { Assign, Within } from './assign.ts';

export type StepType = 'approval' | 'fill' | 'wait' | 'copy';

/** What a step lets its people do with one field of the form. */
export type StepFieldAccess = 'hidden' | 'masked' | 'read' | 'edit' | 'required';

/** `vote`: share of the assigned who must approve, from above 0 to 1. */
export type Decide = 'any' | 'all' | { vote: number; waitForAll: boolean };

/** How the case goes on after what was returned is submitted again: all over, straight to the person who returned it, or as that person says. */
export type Resume = 'rerun' | 'direct' | 'ask';

/** Whom a transfer or an added signer may be: any active person, or holders of a role, within a unit. */
export type PeopleScope = { role?: string; within?: Within };

/** Who gets a step for which nobody is found. */
export type EmptyPolicy = 'incident' | 'to-admin' | 'skip' | { role: string };

/** A state that waits for people or for an event (`meta.step`), with every default filled in. */
export type Step = {
  key: string;
  /** Of the state. */
  path: string;
  pointer: JsonPointer;
  type: StepType;
  title: Text;
  assign: Assign[];
  order: 'parallel' | 'sequence';
  decide: Decide;
  reject: 'first' | 'all';
  /** `approve`, `reject`, `return`, `transfer`, `add-signer`, `submit`, or an event of the chart that one person may choose. */
  decisions: string[];
  /** `to`: `initiator`, `previous`, `passed` or keys of steps. */
  return: { to: string[]; resume: Resume };
  fields: { [field: string]: StepFieldAccess };
  opinion: 'optional' | 'required' | 'on-reject';
  sign?: 'password';
  /** Fields whose later change does not ask the people of this step again. */
  ignore: string[];
  /** `initiator` and keys of steps whose people may not act here; both ways (a step that is separate from this one is listed too). */
  separate: string[];
  empty: EmptyPolicy;
  transfer: PeopleScope;
  addSigner: PeopleScope & { depth: number };
  /** False where the workflow's `auto` does not hold. */
  auto: boolean;
  guide?: Text;
};
