// @vitest-environment happy-dom

import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { useRelativeTime } from './useRelativeTime';

const Words = ({ value }: { readonly value: string }) => <p>{useRelativeTime(value)}</p>;
const words = () => screen.getByRole('paragraph').textContent;

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-24T10:00:00Z') }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('follows the clock, and is right at once for a moment that came up later', () => {
  const { rerender } = render(<Words value="2026-11-24T09:59:50Z" />);
  expect(words()).toBe('10 sec. ago');
  act(() => {
    vi.advanceTimersByTime(7000);
  });
  expect(words()).toBe('17 sec. ago');
  rerender(<Words value="2026-11-24T10:00:07Z" />);
  expect(words()).toBe('just now');
});

it('stops the clock when nobody looks', () => {
  render(<Words value="2026-11-24T10:00:00Z" />);
  cleanup();
  expect(vi.getTimerCount()).toBe(0);
});
