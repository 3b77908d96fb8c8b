import { describe, expect, it } from 'vitest';

import type { RunSummary } from '../../api/types';
import { withRun } from './useLiveRuns';

const run = (id: number, finished_at: string | null = null): RunSummary => ({
  id,
  workflow: { id: 1, name: 'Bulk import' },
  version: null,
  status: finished_at === null ? 'running' : 'succeeded',
  trigger_kind: 'manual',
  actor: 'demo',
  queued_at: '2026-11-24T10:00:00Z',
  started_at: null,
  finished_at,
  duration_ms: null,
  error: null,
  paused_at: null,
});
const page = (...results: RunSummary[]) => ({ count: results.length, next: null, previous: null, results });

describe('withRun', () => {
  it('puts the run as it is now in its place', () => {
    expect(withRun(page(run(2), run(1)), run(1, '2026-11-24T10:00:01Z')).results.map(({ status }) => status)).toEqual([
      'running',
      'succeeded',
    ]);
  });

  it('never takes a run that is over back to running', () => {
    expect(withRun(page(run(1, '2026-11-24T10:00:01Z')), run(1)).results[0]?.status).toBe('succeeded');
  });

  it('leaves a page alone that the run is not on', () => {
    expect(withRun(page(run(2)), run(1)).results.map(({ id }) => id)).toEqual([2]);
  });
});
