import { describe, expect, it } from 'vitest';

import { isComplete, newTiming, parametersOf, readParameters } from './parameters';

const NOW = new Date(2026, 11, 31, 12);

describe('parametersOf', () => {
  it('sends only what belongs to the kind', () => {
    const timing = { ...newTiming(NOW), timezone: 'UTC' };
    const shared = { timezone: 'UTC', catch_up: 'skip', overlap: 'skip' };
    expect(parametersOf('schedule', timing)).toEqual({ ...shared, cron: '0 9 * * 1-5' });
    expect(parametersOf('interval', timing)).toEqual({ ...shared, every: 15, unit: 'minutes' });
    expect(parametersOf('once', timing)).toEqual({ ...shared, at: '2027-01-01T09:00' });
  });

  it('sends bounds, jitter and the limit where there are any', () => {
    const timing = { ...readParameters({ cron: '@daily' }), starts_at: '2026-03-01T08:00', jitter: 30, catch_up: 'all' as const };
    expect(parametersOf('schedule', timing)).toEqual({
      cron: '@daily',
      timezone: 'UTC',
      catch_up: 'all',
      catch_up_limit: 100,
      overlap: 'allow',
      jitter: 30,
      starts_at: '2026-03-01T08:00',
    });
  });

  it('gives back what it read', () => {
    const parameters = { every: 2, unit: 'days', timezone: 'Asia/Tokyo', catch_up: 'last', overlap: 'cancel', ends_at: '2026-03-01T08:00' };
    expect(parametersOf('interval', readParameters(parameters))).toEqual(parameters);
  });
});

describe('isComplete', () => {
  it('asks for the one thing that each kind needs', () => {
    const empty = { ...readParameters({}), every: '' as const };
    expect((['schedule', 'interval', 'once'] as const).map((type) => isComplete(type, empty))).toEqual([false, false, false]);
    expect((['schedule', 'interval', 'once'] as const).map((type) => isComplete(type, newTiming(NOW)))).toEqual([true, true, true]);
  });
});
