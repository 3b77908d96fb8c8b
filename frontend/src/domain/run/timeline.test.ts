import { describe, expect, it } from 'vitest';

import { NEW_NODE, newRun, type NodeRunState, type RunState } from './state';
import { barOf, originOf, spanOf, ticksOf, timelineRows } from './timeline';

const origin = Date.parse('2026-11-24T10:00:00.000Z');
const node = (startedAt: string, part: Partial<NodeRunState> = {}): NodeRunState => ({
  ...NEW_NODE,
  status: 'running',
  startedAt: `2026-11-24T10:00:${startedAt}Z`,
  ...part,
});
const run = (part: Partial<RunState>): RunState => ({ ...newRun(1), status: 'running', ...part });
const DRAWN = [
  { id: 'late', name: 'The late one' },
  { id: 'never', name: '' },
  { id: 'first', name: '' },
];

describe('the rows of a timeline', () => {
  const nodes = { late: node('02.000'), gone: node('03.000'), first: node('00.000') };

  it('come in the order of beginning, then as drawn, by name or else by id', () => {
    expect(timelineRows(run({ nodes }), DRAWN).map(({ id, name }) => [id, name])).toEqual([
      ['first', 'first'],
      ['late', 'The late one'],
      ['gone', 'gone'],
      ['never', 'never'],
    ]);
  });

  it('leave out what the run never came to, once it is over', () => {
    expect(timelineRows(run({ nodes, status: 'cancelled' }), DRAWN).map(({ id }) => id)).toEqual(['first', 'late', 'gone']);
  });
});

describe('originOf', () => {
  it('is when the run began', () =>
    expect(originOf(run({ startedAt: '2026-11-24T10:00:00Z', nodes: { a: node('01.000') } }), 0)).toBe(origin));
  it('is when the first node began where that is all there is', () =>
    expect(originOf(run({ nodes: { a: node('01.000') } }), 0)).toBe(origin + 1000));
  it('is now before anything has begun', () => expect(originOf(run({}), origin)).toBe(origin));
});

describe('spanOf', () => {
  it('reaches to the end of the last node', () => {
    expect(spanOf([node('00.100', { durationMs: 50 }), node('00.200', { durationMs: 300 })], origin, origin)).toBe(500);
  });

  it('grows with the clock while a node runs', () => expect(spanOf([node('00.100')], origin, origin + 800)).toBe(800));

  it('is never nothing', () => expect(spanOf([NEW_NODE], origin, origin)).toBe(1));
});

describe('barOf', () => {
  it('places a node in percent of the span', () => {
    expect(barOf(node('00.250', { durationMs: 500 }), origin, 1000, origin)).toEqual({ left: 25, width: 50 });
  });

  it('has none for a node that has not begun', () => expect(barOf(NEW_NODE, origin, 1000, origin)).toBeNull());

  it('stays within the timeline', () => {
    expect(barOf(node('00.900', { durationMs: 500 }), origin, 1000, origin)).toEqual({ left: 90, width: 10 });
  });
});

describe('ticksOf', () => {
  it.each([
    [1, [0, 1]],
    [12, [0, 2, 4, 6, 8, 10, 12]],
    [1000, [0, 200, 400, 600, 800, 1000]],
    [90, [0, 20, 40, 60, 80]],
  ])('divides %d ms at round moments', (span, ticks) => expect(ticksOf(span)).toEqual(ticks));
});
