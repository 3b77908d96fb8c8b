import { describe, expect, it } from 'vitest';

import { NEW_NODE, type NodeRunState } from '../../domain/run/state';
import { barOf, spanOf, ticksOf } from './timelineScale';

const origin = Date.parse('2026-11-24T10:00:00.000Z');
const node = (startedAt: string, part: Partial<NodeRunState> = {}): NodeRunState => ({
  ...NEW_NODE,
  status: 'running',
  startedAt: `2026-11-24T10:00:${startedAt}Z`,
  ...part,
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
    [12, [0, 2, 4, 6, 8, 10, 12]],
    [1000, [0, 200, 400, 600, 800, 1000]],
    [90, [0, 20, 40, 60, 80]],
  ])('divides %d ms at round moments', (span, ticks) => expect(ticksOf(span)).toEqual(ticks));
});
