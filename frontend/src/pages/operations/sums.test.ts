import { describe, expect, it } from 'vitest';

import { lagOf, livelyOf, sumOf } from './sums';

const worker = { name: 'a:1', running: 0, threads: 4, started_at: null, seen_at: null, is_silent: false };
const row = { tenant: 'Acme', priority: 0, queued: 2, paused: 1, running: 3, oldest_queued_at: null };

describe('the figures of operations', () => {
  it('count workers that live, and what those can do at once', () => {
    const workers = [worker, { ...worker, threads: null }, { ...worker, is_silent: true }];
    expect(livelyOf(workers)).toEqual({ live: 2, threads: 4, silent: 1 });
  });

  it('add up the queue', () => {
    expect(sumOf([row, { ...row, priority: 5, queued: 1 }])).toEqual({ queued: 3, paused: 2, running: 6 });
  });

  it.each([
    [0, 0, false],
    [1, 2, false],
    [1, 30, true],
  ])('call %d starts that are %d s late bad: %s', (due, seconds, bad) => {
    expect(lagOf({ due, seconds, oldest_due_at: null })).toBe(bad);
  });
});
