import { expect, it } from 'vitest';

import { toQuery } from './filters';

it.each([
  ['', 1],
  ['3', 3],
  ['-2', 1],
  ['x', 1],
])('takes the page %j for %d', (page, number) => {
  expect(toQuery({ search: 'bulk', tag: '', archived: '', page })).toEqual({ search: 'bulk', tag: '', archived: '', page: number });
});
