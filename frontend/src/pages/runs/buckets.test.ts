import { describe, expect, it } from 'vitest';

import { bucketRuns } from './buckets';

const now = Date.parse('2026-11-24T10:00:30Z');
const run = (at: string, status: 'succeeded' | 'failed' = 'succeeded') => ({ queued_at: `2026-11-24T${at}Z`, status });

describe('bucketRuns', () => {
  it('counts by status in spans of a round length that end now', () => {
    const buckets = bucketRuns([run('10:00:10'), run('09:58:00', 'failed'), run('09:58:59')], now, 5);
    expect(buckets.map(({ total }) => total)).toEqual([0, 0, 2, 0, 1]);
    expect(buckets[2]?.counts).toEqual({ failed: 1, succeeded: 1 });
    expect(new Date(buckets[0]?.from ?? 0).toISOString()).toBe('2026-11-24T09:56:00.000Z');
  });

  it('loses no run, however far they reach back', () => {
    const runs = Array.from({ length: 40 }, (_, days) => ({
      queued_at: new Date(now - days * 86_400_000).toISOString(),
      status: 'succeeded' as const,
    }));
    expect(bucketRuns(runs, now, 60).reduce((sum, { total }) => sum + total, 0)).toBe(40);
  });

  it('is all empty spans where nothing ran', () => {
    expect(bucketRuns([], now, 3).map(({ total }) => total)).toEqual([0, 0, 0]);
  });
});
