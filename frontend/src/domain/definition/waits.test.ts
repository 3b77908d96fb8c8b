import { describe, expect, it } from 'vitest';

import { PLAIN_SETTINGS } from './model';
import { waitsOf } from './waits';

const retry = PLAIN_SETTINGS.retry;

describe('the waits between tries', () => {
  it('are none for a node that is tried once', () => expect(waitsOf(retry)).toEqual([]));
  it('grow, each by the same factor', () => expect(waitsOf({ ...retry, attempts: 5, delay: 1.5 })).toEqual([1.5, 3, 6, 12]));
  it('never exceed the longest', () => expect(waitsOf({ ...retry, attempts: 5, delay: 10, backoff: 3 })).toEqual([10, 30, 60, 60]));
  it('are all the same without growth', () => expect(waitsOf({ ...retry, attempts: 4, delay: 2, backoff: 1 })).toEqual([2, 2, 2]));
});
