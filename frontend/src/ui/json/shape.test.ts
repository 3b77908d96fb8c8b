import { describe, expect, it } from 'vitest';

import { entriesOf, isTable, kindOfLeaf } from './shape';

describe('isTable', () => {
  it('is a list of nothing but objects, and not an empty one', () => {
    expect([isTable([{ a: 1 }]), isTable([]), isTable([{ a: 1 }, null]), isTable([[1]]), isTable({ a: 1 })]).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('entriesOf', () => {
  it('names the items of a list by their place', () =>
    expect(entriesOf(['x', 'y'])).toEqual([
      ['0', 'x'],
      ['1', 'y'],
    ]));
});

describe('kindOfLeaf', () => {
  it('tells plain values apart', () => expect(['', 0, true, null].map(kindOfLeaf)).toEqual(['text', 'number', 'boolean', 'empty']));
});
