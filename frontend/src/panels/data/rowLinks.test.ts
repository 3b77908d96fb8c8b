import { describe, expect, it } from 'vitest';

import { rowLinks } from './rowLinks';

describe('rowLinks', () => {
  it('finds the page of a row by its id', () => {
    const linkOf = rowLinks([{ label: 'Product 2', url: '/admin/catalog/product/2/change/' }]);
    expect([linkOf?.({ id: 2 }), linkOf?.({ id: 22 }), linkOf?.({ name: 'x' })]).toEqual([
      '/admin/catalog/product/2/change/',
      undefined,
      undefined,
    ]);
  });

  it('is nothing where there are no links, so that no column is drawn', () => expect(rowLinks([])).toBeUndefined());
});
