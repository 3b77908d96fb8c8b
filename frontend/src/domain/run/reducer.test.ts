import { describe, expect, it } from 'vitest';

import { applyEvents, missingFrom } from './reducer';
import { newRun, type RunEvent } from './state';

const event = (seq: number, type: RunEvent['type'], node: string | null = null, payload: RunEvent['payload'] = null): RunEvent => ({
  run: 214,
  seq,
  type,
  node,
  iteration: 0,
  payload,
  at: `2026-11-24T06:00:0${seq}Z`,
});
const failure = { node: 'b', node_type: 'T', code: 'row_not_found', message: 'No such row.', remedy: '', port: null };
const EVENTS: RunEvent[] = [
  event(1, 'run_queued'),
  event(2, 'run_started'),
  event(3, 'node_queued', 'a'),
  event(4, 'node_started', 'a'),
  event(5, 'node_succeeded', 'a', { duration_ms: 14, rows: 1 }),
  event(6, 'node_started', 'b'),
  event(7, 'node_failed', 'b', { error: failure }),
  event(8, 'node_skipped', 'c', { reason: 'b failed.' }),
  event(9, 'run_failed', null, { error: failure }),
];
const once = { failedTries: 0, nextTryAt: null, reused: false };
const whole = applyEvents(newRun(214), EVENTS);

describe('the picture of a run', () => {
  it('follows its events', () => {
    expect(whole).toEqual({
      run: 214,
      status: 'failed',
      queuedAt: '2026-11-24T06:00:01Z',
      startedAt: '2026-11-24T06:00:02Z',
      finishedAt: '2026-11-24T06:00:09Z',
      error: failure,
      pausedBy: null,
      lastSeq: 9,
      events: EVENTS,
      early: {},
      nodes: {
        a: {
          status: 'succeeded',
          startedAt: '2026-11-24T06:00:04Z',
          finishedAt: '2026-11-24T06:00:05Z',
          durationMs: 14,
          rows: 1,
          error: null,
          reason: null,
          ...once,
        },
        b: {
          status: 'failed',
          startedAt: '2026-11-24T06:00:06Z',
          finishedAt: '2026-11-24T06:00:07Z',
          durationMs: null,
          rows: null,
          error: failure,
          reason: null,
          ...once,
        },
        c: {
          status: 'skipped',
          startedAt: null,
          finishedAt: '2026-11-24T06:00:08Z',
          durationMs: null,
          rows: null,
          error: null,
          reason: 'b failed.',
          ...once,
        },
      },
    });
  });

  it('is the same when events come twice', () => {
    expect(applyEvents(applyEvents(whole, EVENTS), EVENTS)).toEqual(whole);
    expect(applyEvents(newRun(214), [...EVENTS, ...EVENTS])).toEqual(whole);
  });

  it('is the same in whatever order they come', () => {
    expect(applyEvents(newRun(214), [...EVENTS].reverse())).toEqual(whole);
    let state = newRun(214);
    for (const index of [4, 0, 8, 2, 6, 1, 3, 7, 5]) state = applyEvents(state, EVENTS.slice(index, index + 1));
    expect(state).toEqual(whole);
  });

  it('waits at a gap, says where it is, and goes on when it is filled', () => {
    const gapped = applyEvents(newRun(214), [...EVENTS.slice(0, 3), ...EVENTS.slice(5)]);
    expect([gapped.lastSeq, gapped.status, missingFrom(gapped)]).toEqual([3, 'running', 4]);
    const filled = applyEvents(gapped, EVENTS.slice(3, 5));
    expect(filled).toEqual(whole);
    expect(missingFrom(filled)).toBeNull();
  });

  it('takes no events of another run', () => {
    expect(applyEvents(newRun(1), EVENTS)).toEqual(newRun(1));
  });

  it('tells which try of a node failed, and when the next one begins', () => {
    const failing = [...EVENTS.slice(0, 4), event(5, 'node_retried', 'a', { attempt: 1, delay_ms: 4000, error: failure })];
    const waiting = applyEvents(newRun(214), failing);
    expect(waiting.nodes['a']).toMatchObject({
      status: 'queued',
      failedTries: 1,
      nextTryAt: '2026-11-24T06:00:09.000Z',
      error: failure,
    });
    expect(applyEvents(waiting, [event(6, 'node_started', 'a')]).nodes['a']).toMatchObject({
      status: 'running',
      failedTries: 1,
      nextTryAt: null,
      error: null,
    });
  });

  it('rests while it is paused, and says by whom', () => {
    const paused = applyEvents(newRun(214), [...EVENTS.slice(0, 5), event(6, 'run_paused', null, { actor: 'ada' })]);
    expect([paused.status, paused.pausedBy]).toEqual(['queued', 'ada']);
    const resumed = applyEvents(paused, [event(7, 'run_resumed', null, { actor: 'ada' })]);
    expect([resumed.status, resumed.pausedBy]).toEqual(['queued', null]);
    expect(applyEvents(resumed, [event(8, 'run_started')]).status).toBe('running');
  });

  it('takes what a node came to from the run that it repeats', () => {
    const told = { run: 12, status: 'succeeded', rows: 3, duration_ms: 8, error: null };
    const repeated = applyEvents(newRun(214), [event(1, 'run_queued'), event(2, 'node_reused', 'a', told)]);
    expect(repeated.nodes['a']).toMatchObject({ status: 'succeeded', startedAt: null, durationMs: 8, rows: 3, reused: true });
  });
});
