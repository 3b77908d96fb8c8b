import { describe, expect, it } from 'vitest';

import { hourMarks, knownUntil, ticksOf } from './day';

const now = new Date('2026-11-24T10:30:00Z');

describe('ticksOf', () => {
  it('places the starts of the next 24 hours and leaves out later ones', () => {
    const next_times = ['2026-11-24T16:30:00Z', '2026-11-25T10:30:00Z', '2026-11-26T10:30:00Z'];
    expect(ticksOf({ next_times }, now).map(({ percent }) => percent)).toEqual([25, 100]);
  });
});

describe('knownUntil', () => {
  it('says where the times that are known end within the day', () => {
    expect(knownUntil({ next_times: ['2026-11-24T11:00:00Z', '2026-11-24T22:30:00Z'] }, now)).toBe(50);
  });

  it('is null where they reach past it, and where there are none', () => {
    expect(knownUntil({ next_times: ['2026-11-26T11:00:00Z'] }, now)).toBeNull();
    expect(knownUntil({ next_times: [] }, now)).toBeNull();
  });
});

describe('hourMarks', () => {
  it('marks every third full hour', () => {
    expect(hourMarks(now).map(({ label }) => label)).toEqual(['12:00', '15:00', '18:00', '21:00', '00:00', '03:00', '06:00', '09:00']);
  });
});
