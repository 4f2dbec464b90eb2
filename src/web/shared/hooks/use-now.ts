import { useEffect, useState } from 'preact/hooks';
import { clock } from '../clock.ts';

const TICK_MS = 500;

/** The server's time in Unix milliseconds, told twice a second while `isTicking`. */
export function useNow(isTicking: boolean): number {
  const [now, setNow] = useState(clock.now);
  useEffect(() => {
    if (!isTicking) return;
    setNow(clock.now());
    const timer = setInterval(() => setNow(clock.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [isTicking]);
  return now;
}
