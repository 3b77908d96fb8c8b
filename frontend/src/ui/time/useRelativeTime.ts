import { useSyncExternalStore } from 'react';

import { relativeTime } from './relative';

const SECOND = 1000;
const listeners = new Set<() => void>();
let timer: number | undefined;

/** One timer for every moment on screen; a component is drawn anew only when its words change. */
function everySecond(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= window.setInterval(() => listeners.forEach((each) => each()), SECOND);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
}

/** "12 sec. ago", and right a second later too. */
export function useRelativeTime(value: string): string {
  return useSyncExternalStore(everySecond, () => relativeTime(new Date(value), new Date()));
}
