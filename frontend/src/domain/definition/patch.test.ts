import { describe, expect, it } from 'vitest';

import type { NodeType } from '../api';
import * as edits from './edits';
import { EMPTY_DEFINITION, PLAIN_SETTINGS, type Connection, type Definition, type Node } from './model';
import { freshId, idFromType, newNode } from './node_id';
import { applyPatch, type Patch } from './patch';

const node = (id: string, parameters = {}): Node => ({
  id,
  type: 'ProductListNode',
  name: '',
  parameters,
  settings: PLAIN_SETTINGS,
  position: { x: 0, y: 0 },
});
const wire: Connection = { source: 'a', output: 'id', target: 'b', input: 'entity_id' };
const other: Connection = { source: 'b', output: 'id', target: 'c', input: 'entity_id' };
const drawn: Definition = { ...EMPTY_DEFINITION, nodes: [node('a'), node('b'), node('c')], connections: [wire, other] };

const EDITS: Record<string, Patch> = {
  'adding a node': edits.addNode(drawn, node('d')),
  'removing a node with its connections': edits.removeNodes(drawn, ['b']),
  'removing several nodes': edits.removeNodes(drawn, ['a', 'c']),
  'moving nodes': edits.moveNodes({ a: { x: 8, y: 16 }, c: { x: 80, y: 0 } }),
  'adding a connection': edits.addConnection(drawn, { source: 'a', output: 'name', target: 'c', input: 'task_type' }),
  'removing connections': edits.removeConnections([wire]),
  'replacing a connection': edits.replaceConnection(drawn, wire, { ...wire, output: 'name' }),
  'setting a parameter': edits.setParameter(drawn, 'a', 'limit', 50),
  'naming a node': edits.renameNode(drawn, 'a', 'Find them'),
  'switching a node off': edits.setNodeSettings(drawn, 'b', { enabled: false }),
  'declaring inputs': edits.setInputs([{ name: 'budget', type: 'number', title: '', description: '', required: true, default: null }]),
  'bounding a run': edits.setSettings(drawn, { timeout: 60, max_parallel: 2 }),
  'pasting nodes': edits.addNodes(drawn, [node('d'), node('e')], [{ ...wire, source: 'd', target: 'e' }]),
  'replacing the whole drawing': [{ op: 'replace_all', definition: EMPTY_DEFINITION }],
};

describe('every edit', () => {
  it.each(Object.entries(EDITS))('%s is taken back exactly by its inverse, and done again by itself', (_, patch) => {
    const done = applyPatch(drawn, patch);
    expect(done.definition).not.toEqual(drawn);
    expect(applyPatch(done.definition, done.inverse).definition).toEqual(drawn);
    expect(applyPatch(applyPatch(done.definition, done.inverse).definition, patch).definition).toEqual(done.definition);
  });

  it('leaves what it is given as it was', () => {
    const copy = structuredClone(drawn);
    for (const patch of Object.values(EDITS)) applyPatch(drawn, patch);
    expect(drawn).toEqual(copy);
  });

  it('that changes nothing has no inverse', () => {
    expect(applyPatch(drawn, edits.moveNodes({ a: { x: 0, y: 0 } })).inverse).toEqual([]);
    expect(applyPatch(drawn, [{ op: 'remove_node', id: 'gone' }])).toEqual({ definition: drawn, inverse: [] });
  });
});

describe('ids of new nodes', () => {
  it.each([
    ['ProductListNode', 'product_list'],
    ['AIProcessingQueueCreateNode', 'ai_processing_queue_create'],
    ['UNSPSCClassificationBulkUpsertNode', 'unspsc_classification_bulk_upsert'],
    ['HttpRequestNode', 'http_request'],
  ])('%s becomes %s', (type, id) => {
    expect(idFromType(type)).toBe(id);
  });

  it('count up where the id is taken', () => {
    const type = { name: 'ProductListNode' } as NodeType;
    const one = newNode(EMPTY_DEFINITION, type, { x: 8, y: 8 });
    const two = newNode({ ...EMPTY_DEFINITION, nodes: [one] }, type, { x: 8, y: 8 });
    expect([one.id, two.id]).toEqual(['product_list', 'product_list_2']);
    expect(freshId({ ...EMPTY_DEFINITION, nodes: [one, two] }, 'product_list')).toBe('product_list_3');
  });
});
