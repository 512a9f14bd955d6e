import { useState } from 'react';
import { forget, keep, kept } from '../../ui/kept.ts';
import { useSession } from '../../ui/session.tsx';

/** The opinion that a person types about a task: kept on this device until it is sent. */
export function useOpinion(task: string): { opinion: string; type: (text: string) => void; forget: () => void } {
  const { actor } = useSession();
  const name = `opinion.${actor.id}.${task}`;
  const [opinion, setOpinion] = useState(() => kept<string>(name) ?? '');
  return {
    opinion,
    type(text) {
      setOpinion(text);
      if (text.trim()) keep(name, text);
      else forget(name);
    },
    forget() {
      setOpinion('');
      forget(name);
    },
  };
}
