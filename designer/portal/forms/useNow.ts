import { useEffect, useState } from 'react';

const MINUTE = 60_000;

/** The time, to the minute: rules that read the clock are asked again when it moves on, not with every keystroke. */
export function useNow(): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return now;
}
