import { describe, expect, it } from 'vitest';

import { withChange } from './useUrlFilters';

const change = (before: string, next: Record<string, string>) => withChange(new URLSearchParams(before), next).toString();

describe('withChange', () => {
  it('sets a filter, removes one that is emptied, and leaves the others', () => {
    expect(change('status=failed&search=a', { search: '', workflow: '3' })).toBe('status=failed&workflow=3');
  });

  it('goes back to the first page when a filter changes, not when the page does', () => {
    expect(change('page=4', { status: 'failed' })).toBe('status=failed');
    expect(change('status=failed&page=4', { page: '5' })).toBe('status=failed&page=5');
  });
});
