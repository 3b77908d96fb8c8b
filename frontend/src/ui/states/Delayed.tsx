import { type ReactNode, useEffect, useState } from 'react';

const PATIENCE = 200;

/** Shows its children only when the wait has lasted 200 ms, so that quick answers do not flicker. */
export function Delayed({ children }: { readonly children: ReactNode }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(true), PATIENCE);
    return () => window.clearTimeout(timer);
  }, []);
  return late ? children : null;
}
