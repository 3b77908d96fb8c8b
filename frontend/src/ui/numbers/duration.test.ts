import { describe, expect, it } from 'vitest';

import { formatDuration } from './duration';

describe('formatDuration', () => {
  it.each([
    [0.2, '< 1 ms'],
    [3.4, '3 ms'],
    [999, '999 ms'],
    [999.7, '1.0 s'],
    [1234, '1.2 s'],
    [59_960, '1 min'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
    [7_500_000, '2 h 5 min'],
  ])('says %d ms as %s', (ms, words) => expect(formatDuration(ms)).toBe(words));
});
