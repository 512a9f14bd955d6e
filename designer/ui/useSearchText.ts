import { type CompositionEvent, useRef, useState } from 'react';
import { useRested } from './useRested.ts';

/** The text of a search box: told when the person pauses, and never while an input method composes. */
export function useSearchText(tell: (text: string) => void) {
  const [, setTyped] = useRested('', tell);
  const [composing, setComposing] = useState(false);
  const now = useRef(false);
  const compose = (begun: boolean) => {
    now.current = begun;
    setComposing(begun);
  };
  return {
    composing,
    search(text: string) {
      if (!now.current) setTyped(text);
    },
    /** For the element around the box. */
    around: {
      onCompositionStart: () => compose(true),
      onCompositionEnd(event: CompositionEvent) {
        compose(false);
        setTyped((event.target as HTMLInputElement).value);
      },
    },
  };
}
