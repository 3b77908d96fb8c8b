import { useEffect, useState } from 'react';

/** The time, told again every `interval` ms while mounted; null stops the clock. */
export function useNow(interval: number | null): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (interval === null) return;
    const timer = window.setInterval(() => setNow(new Date()), interval);
    return () => window.clearInterval(timer);
  }, [interval]);
  return now;
}
