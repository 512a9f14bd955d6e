import { useState } from 'react';

/**
 * Text as the person types it, and as the value reads when they have left: the form may normalise a value with every
 * keystroke, but never under the cursor.
 */
export function useTyped(shown: string, onLeave: () => void) {
  const [typed, setTyped] = useState<string>();
  return {
    text: typed ?? shown,
    type: setTyped,
    leave() {
      setTyped(undefined);
      onLeave();
    },
  };
}
