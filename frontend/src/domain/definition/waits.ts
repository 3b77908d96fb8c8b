import type { Retry } from './model';

/** How many seconds a node waits before each try but the first, leaving chance aside; the server counts likewise. */
export function waitsOf({ attempts, delay, backoff, max_delay: longest }: Retry): number[] {
  return Array.from({ length: Math.max(attempts - 1, 0) }, (_, index) => Math.min(delay * backoff ** index, longest));
}
