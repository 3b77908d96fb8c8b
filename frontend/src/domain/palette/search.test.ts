import { expect, it } from 'vitest';

import type { NodeType } from '../api';
import { shortTitle, spacedName } from './names';
import { paletteGroups } from './search';

const type = (name: string, category: string, model: string | null = null): NodeType => ({
  name,
  title: name,
  description: '',
  kind: 'read',
  category,
  effect: 'none',
  promise: 'none',
  model,
  branches: false,
  inputs: [],
  outputs: [],
  parameters_schema: {},
});
const TYPES = [
  type('ProductBulkCreateNode', 'Product', 'catalog.Product'),
  type('ProductListNode', 'Product', 'catalog.Product'),
  type('DelayNode', 'Flow'),
];

it('groups general node types first, then a model’s with one row before many', () => {
  expect(paletteGroups(TYPES, '').map(({ name, types }) => [name, types.map((each) => each.name)])).toEqual([
    ['Flow', ['DelayNode']],
    ['Product', ['ProductListNode', 'ProductBulkCreateNode']],
  ]);
});

it('puts the models that the workflow works on first, then the catalogue’s, then the others', () => {
  const models = ['ai.Task', 'ai.Health', 'catalog.Product', 'catalog.Vendor'];
  const all = models.map((model) => type(`${model.split('.')[1] ?? ''}ListNode`, model.split('.')[1] ?? '', model));
  const names = (worksOn: string[]) => paletteGroups([...all, type('DelayNode', 'Flow')], '', new Set(worksOn)).map(({ name }) => name);
  expect(names([])).toEqual(['Flow', 'Product', 'Vendor', 'Task', 'Health']);
  expect(names(['ai.Health', 'catalog.Vendor'])).toEqual(['Flow', 'Health', 'Vendor', 'Product', 'Task']);
});

it('finds a node type by all the words of the search', () => {
  expect(paletteGroups(TYPES, 'product LIST').flatMap((group) => group.types.map((each) => each.name))).toEqual(['ProductListNode']);
  expect(paletteGroups(TYPES, 'nothing')).toEqual([]);
});

it('calls a model’s node types by their operation', () => {
  expect(TYPES.map(shortTitle)).toEqual(['Bulk create', 'List', 'DelayNode']);
  expect(spacedName('AIProcessingQueue')).toBe('AI Processing Queue');
});
