// @vitest-environment happy-dom

import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { reloadWhenOutdated } from './reloadWhenOutdated';

const miss = () => window.dispatchEvent(new Event('vite:preloadError', { cancelable: true }));

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
});
afterEach(() => vi.useRealTimers());

it('loads the page that is being gone to, once a minute at most', () => {
  const assign = vi.spyOn(window.location, 'assign').mockImplementation(() => undefined);
  reloadWhenOutdated(() => '/models/');
  expect([miss(), miss()]).toEqual([false, true]);
  expect(assign.mock.calls).toEqual([['/models/']]);
  vi.advanceTimersByTime(60_000);
  miss();
  expect(assign).toHaveBeenCalledTimes(2);
});
