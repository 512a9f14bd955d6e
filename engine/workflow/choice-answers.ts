import type { Step } from './step.ts';

/** Where a case keeps the people chosen for a step: two choices in one step have an answer each. */
export function answerKey(step: Step, of: 'initiator' | 'previous'): string {
  const both = step.assign.some((assign) => assign.by === 'choice' && assign.of === 'initiator');
  return of === 'previous' && both ? `${step.key}:previous` : step.key;
}
