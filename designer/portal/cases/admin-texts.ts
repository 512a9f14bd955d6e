import type { AdminVerb } from '../../../engine/index.ts';
import type { cases } from '../../ui/texts/en/cases.ts';

type TextKey = keyof typeof cases;

/** How each of an administrator's acts is called, what it does, and what is said once it is done. */
export const adminTexts = {
  reassign: { act: 'reassign', lead: 'reassignLead', done: 'didReassign' },
  move: { act: 'move', lead: 'moveLead', done: 'didMove' },
  suspend: { act: 'suspend', lead: 'suspendLead', done: 'didSuspend' },
  resume: { act: 'resume', lead: 'resumeLead', done: 'didResume' },
  cancel: { act: 'cancelCase', lead: 'cancelLead', done: 'didCancel' },
  retry: { act: 'retry', lead: 'retryLead', done: 'didRetry' },
} as const satisfies { [V in AdminVerb]: { act: TextKey; lead: TextKey; done: TextKey } };
