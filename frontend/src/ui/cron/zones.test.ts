import { describe, expect, it } from 'vitest';

import { listZones, offsetOf } from './zones';

const winter = new Date('2026-01-15T12:00:00Z');
const summer = new Date('2026-07-15T12:00:00Z');

describe('offsetOf', () => {
  it('tells the offset that holds at the moment', () => {
    expect([offsetOf('UTC', winter), offsetOf('Europe/Berlin', winter), offsetOf('Europe/Berlin', summer)]).toEqual([
      'UTC+00:00',
      'UTC+01:00',
      'UTC+02:00',
    ]);
    expect(offsetOf('Asia/Kolkata', winter)).toBe('UTC+05:30');
  });
});

describe('listZones', () => {
  it('puts the person’s own zone first, then UTC, and names none twice', () => {
    const zones = listZones('America/New_York', winter);
    expect(zones.slice(0, 2)).toEqual([
      { value: 'America/New_York', label: 'America/New York (UTC-05:00)' },
      { value: 'UTC', label: 'UTC (UTC+00:00)' },
    ]);
    expect(new Set(zones.map(({ value }) => value)).size).toBe(zones.length);
  });
});
