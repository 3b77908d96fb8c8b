const FIRST_MS = 250;
const LAST_MS = 15_000;

/** How long to wait before the n-th try (0, 1, 2 …): doubling up to 15 s, spread by ±20 % so that clients do not come back all at once. */
export function backoff(tries: number, random: () => number = Math.random): number {
  const wait = Math.min(FIRST_MS * 2 ** Math.min(tries, 10), LAST_MS);
  return Math.round(wait * (0.8 + 0.4 * random()));
}
