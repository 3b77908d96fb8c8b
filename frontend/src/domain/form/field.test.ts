import { describe, expect, it } from 'vitest';

import type { NodeType, Port } from '../api';
import { formFields } from './field';
import { inputField } from './input_field';
import { localMoment, momentOfLocal } from './moments';

const port = (name: string, kind: Port['type']['kind'], required = false): Port => ({
  name,
  type: { kind, model: null, field: null, label: kind },
  required,
  title: name,
  description: '',
});
const type = (properties: Record<string, object>, required: string[] = [], inputs: Port[] = []): NodeType => ({
  name: 'ProductListNode',
  title: 'List products',
  description: '',
  kind: 'read',
  category: 'Product',
  effect: 'none',
  promise: 'none',
  model: 'catalog.Product',
  branches: false,
  inputs,
  outputs: [],
  parameters_schema: { type: 'object', properties, required },
});
const controls = (properties: Record<string, object>) =>
  Object.fromEntries(formFields(type(properties)).map((field) => [field.name, field.control]));

describe('the form of a node type', () => {
  it('has the control that fits each parameter', () => {
    expect(
      controls({
        name: { type: 'string' },
        notes: { type: ['string', 'null'], 'x-widget': 'long_text' },
        price: { type: 'number' },
        limit: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
        is_available: { type: 'boolean' },
        unit: { type: 'string', enum: ['each', 'box'], 'x-labels': { each: 'Each' } },
        due: { type: 'string', format: 'date' },
        at: { type: 'string', format: 'date-time' },
        specifications: {},
        filter: { type: 'object' },
        order_by: { type: 'array', items: { type: 'string' } },
        fields: { type: 'array', items: { type: 'string' } },
        ids: { type: 'array', items: { type: 'string' } },
        data: { type: 'array', items: { type: 'object' } },
      }),
    ).toEqual({
      name: 'text',
      notes: 'long_text',
      price: 'number',
      limit: 'integer',
      is_available: 'boolean',
      unit: 'choice',
      due: 'date',
      at: 'datetime',
      specifications: 'json',
      filter: 'filter',
      order_by: 'order_by',
      fields: 'columns',
      ids: 'text_list',
      data: 'json',
    });
  });

  it('asks for what is required first and leaves the rest in its order', () => {
    const fields = formFields(type({ b: { type: 'string' }, a: { type: 'string' }, c: { type: 'string' } }, ['c']));
    expect(fields.map(({ name, required }) => [name, required])).toEqual([
      ['c', true],
      ['b', false],
      ['a', false],
    ]);
  });

  it('offers choices by their labels, without null', () => {
    const [field] = formFields(type({ unit: { enum: ['each', 2, null], 'x-labels': { each: 'Each' } } }));
    expect(field?.choices).toEqual([
      { value: 'each', label: 'Each', raw: 'each' },
      { value: '2', label: '2', raw: 2 },
    ]);
  });

  it('has a field for a port that the schema does not name', () => {
    const [field] = formFields(type({}, [], [port('seconds', 'number', true)]));
    expect([field?.name, field?.control, field?.required]).toEqual(['seconds', 'number', true]);
  });
});

it('an input of a run is asked for under its title, with its default', () => {
  const field = inputField({ name: 'budget', type: 'number', title: 'Budget', description: 'In dollars', required: true, default: 100 });
  expect([field.title, field.control, field.required, field.default]).toEqual(['Budget', 'number', true, 100]);
});

it('a moment is shown in the person’s zone and kept in UTC', () => {
  expect(localMoment('2026-11-24T05:38:00+02:00')).toBe('2026-11-24T03:38:00');
  expect(momentOfLocal('2026-11-24T03:38:00')).toBe('2026-11-24T03:38:00Z');
  expect(momentOfLocal('')).toBeUndefined();
  expect(localMoment('nonsense')).toBe('');
});
