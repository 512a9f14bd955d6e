import { useCallback } from 'react';
import { decisionOf, eventTold } from '../../engine/index.ts';
import { useLocalise } from './useLocale.ts';

/** What a decision is called on its button; an event of the chart's own goes by its name. */
export function useDecisionText(): (decision: string) => string {
  const say = useLocalise();
  return useCallback((decision) => say(decisionOf(decision)?.title ?? decision), [say]);
}

/** What a decision is called once it is made: "approved". */
export function useDidText(): (decision: string) => string {
  const say = useLocalise();
  return useCallback((decision) => say(decisionOf(decision)?.did ?? eventTold(decision)), [say]);
}

/** Decisions and the engine's own events at the head of a line; an event of the chart's own goes by its name. */
export function useEventName(): (event: string) => string {
  const say = useLocalise();
  return useCallback((event) => say(eventTold(event)), [say]);
}
