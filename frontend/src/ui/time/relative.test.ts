import { describe, expect, it } from 'vitest';

import { relativeTime, zonedTime } from './relative';

const now = new Date('2026-11-24T10:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('relativeTime', () => {
  it.each([
    [-2, 'just now'],
    [2, 'now'],
    [-12, '12 sec. ago'],
    [-119, '1 min. ago'],
    [7_200, 'in 2 hr.'],
    [-3 * 86_400, '3 days ago'],
    [15 * 86_400, 'in 2 wk.'],
  ])('says a moment %d s from now as %s', (seconds, words) => expect(relativeTime(after(seconds), now)).toBe(words));
});

describe('zonedTime', () => {
  it('shows what clocks in the zone show, on both sides of a change of the clocks', () => {
    expect(zonedTime(new Date('2026-10-25T00:30:00Z'), 'Europe/Berlin')).toContain('02:30');
    expect(zonedTime(new Date('2026-10-25T01:30:00Z'), 'Europe/Berlin')).toContain('02:30');
    expect(zonedTime(new Date('2026-10-25T02:30:00Z'), 'Europe/Berlin')).toContain('03:30');
  });
});
