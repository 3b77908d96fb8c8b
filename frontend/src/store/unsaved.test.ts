// @vitest-environment happy-dom

import { beforeEach, expect, it, vi } from 'vitest';

import { findUnsaved, forgetUnsaved, keepUnsaved } from './unsaved';

beforeEach(() => localStorage.clear());

it('keeps the unsaved drawing of each workflow until it is forgotten', () => {
  keepUnsaved(1, { document: 'drawn', number: 7, at: '2026-11-24T06:00:00Z' });
  expect(findUnsaved(1)).toEqual({ document: 'drawn', number: 7, at: '2026-11-24T06:00:00Z' });
  expect(findUnsaved(2)).toBeNull();
  forgetUnsaved(1);
  expect(findUnsaved(1)).toBeNull();
});

it('does without where the browser has no storage', () => {
  const refuse = () => {
    throw new DOMException('Storage is switched off.', 'SecurityError');
  };
  vi.stubGlobal('localStorage', { setItem: refuse, getItem: refuse, removeItem: refuse });
  keepUnsaved(1, { document: 'drawn', number: 7, at: '' });
  forgetUnsaved(1);
  expect(findUnsaved(1)).toBeNull();
  vi.unstubAllGlobals();
});

it('reads nothing from what is no JSON', () => {
  localStorage.setItem('dataflow:unsaved:1', '{');
  expect(findUnsaved(1)).toBeNull();
});
