import { describe, expect, it } from 'vitest';

import { cellText, columnsOf, toTabSeparated } from './columns';

describe('columnsOf', () => {
  it('takes the keys of all rows in the order in which they first appear', () => {
    expect(
      columnsOf([
        { b: 1, a: 2 },
        { c: 3, a: 4 },
      ]),
    ).toEqual(['b', 'a', 'c']);
  });
});

describe('cellText', () => {
  it.each([
    [null, ''],
    ['text', 'text'],
    [1.5, '1.5'],
    [false, 'false'],
    [['a'], '["a"]'],
  ])('writes %j as %j', (value, text) => expect(cellText(value)).toBe(text));
});

describe('toTabSeparated', () => {
  it('keeps a row a line: breaks and tabs inside values become spaces', () => {
    expect(toTabSeparated([{ name: 'two\nlines', note: 'a\tb' }, { name: 'x' }], ['name', 'note'])).toBe('name\tnote\ntwo lines\ta b\nx\t');
  });
});
