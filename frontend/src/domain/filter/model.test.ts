import { describe, expect, it } from 'vitest';

import type { Json, ModelField } from '../api';
import { filterOfRows, rowsOfFilter, shownRows, type FilterRows } from './model';
import { boundsOf, operatorsFor, textOfValue, valueAfterEdit, valueAfterOperator, valueFor, valueOfText } from './values';

describe('a filter as rows', () => {
  it.each<[string, Json]>([
    ['nothing', {}],
    ['equality', { category: 'tools', is_available: true }],
    ['operators', { list_price: { $gte: 10 }, name: { $like: '%drill%' } }],
    ['a named filter with bounds', { price_range: [10, null] }],
    ['any of several', { $or: [{ category: 'tools' }, { brand: { $in: ['Acme', 'Volta'] } }] }],
    ['the same column twice', { $and: [{ list_price: { $gte: 10 } }, { list_price: { $lt: 20 } }] }],
    ['an expression', { category: { $expression: 'inputs.category' } }],
  ])('shows %s and gives it back unchanged', (_, filter) => {
    const rows = rowsOfFilter(filter);
    expect(rows).not.toBeNull();
    expect(rows && (filterOfRows(rows) ?? {})).toEqual(filter);
  });

  it('writes two operators on one column as one condition each', () => {
    const rows = rowsOfFilter({ list_price: { $gte: 10, $lt: 20 } });
    expect(rows && filterOfRows(rows)).toEqual({ $and: [{ list_price: { $gte: 10 } }, { list_price: { $lt: 20 } }] });
  });

  it.each<[string, Json]>([
    ['groups in groups', { $or: [{ $and: [{ a: 1 }, { b: 2 }] }, { c: 3 }] }],
    ['a group beside a column', { a: 1, $or: [{ b: 2 }] }],
    ['a negation', { $not: { a: 1 } }],
    ['an operator that is none', { a: { $near: 1 } }],
    ['what is no object', 'a'],
  ])('leaves %s to JSON', (_, filter) => {
    expect(rowsOfFilter(filter)).toBeNull();
  });

  it('without a row is no filter', () => {
    expect(filterOfRows({ join: 'or', rows: [] })).toBeUndefined();
  });
});

describe('a condition without a value', () => {
  const form: FilterRows = {
    join: 'or',
    rows: [
      { field: 'category', operator: '$eq', value: 'tools' },
      { field: 'list_price', operator: '$lt', value: valueFor('number') },
    ],
  };

  it('is left out of the filter', () => {
    expect(filterOfRows(form)).toEqual({ category: 'tools' });
    expect(filterOfRows({ ...form, rows: form.rows.slice(1) })).toBeUndefined();
  });

  it('stays in the form until the filter is changed elsewhere', () => {
    expect(shownRows({ category: 'tools' }, form)).toBe(form);
    expect(shownRows({ category: 'safety' }, form)?.rows).toEqual([{ field: 'category', operator: '$eq', value: 'safety' }]);
    expect(shownRows(undefined, form)?.rows).toEqual([]);
  });

  it('is not what is stored as empty text or as nothing', () => {
    expect(shownRows({ brand: '', sale_price: null }, null)?.rows.map((row) => row.value)).toEqual(['', null]);
    expect(filterOfRows(shownRows({ brand: '' }, null) ?? form)).toEqual({ brand: '' });
  });
});

describe('a condition that is emptied', () => {
  it('stays one, so that the filter finds no more rows than before', () => {
    const value = valueAfterEdit(100, undefined);
    expect(filterOfRows({ join: 'and', rows: [{ field: 'list_price', operator: '$lt', value }] })).toEqual({ list_price: { $lt: '' } });
  });

  it('is not there yet where it never had a value', () => {
    expect(valueAfterEdit(undefined, undefined)).toBeUndefined();
    expect(valueAfterEdit(undefined, 5)).toBe(5);
  });
});

describe('the operators of a condition', () => {
  const column = { operators: ['$eq', '$contains', '$between', '$null', '$exists', '$elemMatch'] } as ModelField;

  it('are those of the column that a form can show, in the order of the form', () => {
    expect(operatorsFor(column)).toEqual(['$eq', '$between', '$contains', '$null']);
    expect(operatorsFor(undefined)).not.toContain('$between');
  });

  it('keep of the value what fits when one is changed for another', () => {
    expect(valueAfterOperator('a', '$contains', '$eq')).toBe('a');
    expect(valueAfterOperator('a', '$null', '$eq')).toBe(true);
    expect(valueAfterOperator(true, '$eq', '$null')).toBe('');
    expect(valueAfterOperator(5, '$between', '$eq')).toEqual([5, null]);
    expect(valueAfterOperator([5, 9], '$gt', '$between')).toBe(5);
    expect(valueAfterOperator('a', '$in', '$eq')).toEqual(['a']);
    expect(valueAfterOperator(undefined, '$gt', '$eq')).toBeUndefined();
  });
});

describe('what is typed as a value', () => {
  it('is read as the column’s kind, and stays as typed where it cannot be', () => {
    expect(valueOfText('12.50', 'number', '$eq')).toBe(12.5);
    expect(valueOfText('12a', 'number', '$eq')).toBe('12a');
    expect(valueOfText('true', 'boolean', '$eq')).toBe(true);
    expect(valueOfText('007', 'text', '$eq')).toBe('007');
    expect(valueOfText('1, 2,', 'integer', '$in')).toEqual([1, 2]);
    expect(valueOfText('cordless', 'json', '$contains')).toBe('cordless');
    expect(valueOfText('{"voltage": 18}', 'json', '$contains')).toEqual({ voltage: 18 });
    expect(valueOfText('2', 'list', '$size')).toBe(2);
    expect([valueOfText(' ', 'text', '$eq'), valueOfText('', 'number', '$in')]).toEqual([undefined, undefined]);
  });

  it('is shown again as it was typed', () => {
    expect([textOfValue(null), textOfValue(true), textOfValue(['a', 'b']), textOfValue({ a: 1 })]).toEqual(['', 'true', 'a, b', '{"a":1}']);
  });

  it('gives the bounds of a range, whichever way they are written', () => {
    expect(boundsOf([1, null])).toEqual({ min: 1, max: null });
    expect(boundsOf({ max: 9 })).toEqual({ min: null, max: 9 });
    expect(boundsOf(null)).toEqual({ min: null, max: null });
  });
});
