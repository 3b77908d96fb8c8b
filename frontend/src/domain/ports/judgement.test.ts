import { describe, expect, it } from 'vitest';

import type { NodeType, Port } from '../api';
import { EMPTY_DEFINITION, PLAIN_SETTINGS, type Connection, type Definition, type Node } from '../definition/model';
import { candidatesFor } from './candidates';
import { refusal } from './judgement';
import { portsOf } from './node_ports';
import { connectionBetween, endKey, openEnds } from './targets';

const port = (name: string, kind: Port['type']['kind'], model: string | null = null, field: string | null = null): Port => ({
  name,
  type: { kind, model, field, label: model && field ? `${model.split('.')[1] ?? ''}.${field}` : kind },
  required: false,
  title: '',
  description: '',
});
const type = (name: string, inputs: Port[], outputs: Port[]): NodeType => ({
  name,
  title: name,
  description: '',
  kind: 'write',
  category: 'Catalog',
  effect: 'database',
  promise: 'exactly_once',
  model: null,
  branches: false,
  inputs,
  outputs,
  parameters_schema: {},
});
const TYPES = new Map([
  [
    'ProductCreateNode',
    type(
      'ProductCreateNode',
      [port('vendor', 'integer', 'catalog.Vendor', 'id'), port('name', 'text'), port('record', 'row')],
      [
        port('id', 'integer', 'catalog.Product', 'id'),
        port('name', 'text', 'catalog.Product', 'name'),
        port('record', 'row', 'catalog.Product'),
      ],
    ),
  ],
]);
const node = (id: string): Node => ({
  id,
  type: 'ProductCreateNode',
  name: '',
  parameters: {},
  settings: PLAIN_SETTINGS,
  position: { x: 0, y: 0 },
});
const wire = (source: string, output: string, target: string, input: string): Connection => ({ source, output, target, input });
const drawn: Definition = { ...EMPTY_DEFINITION, nodes: [node('a'), node('b'), node('c')], connections: [wire('a', 'name', 'b', 'name')] };

describe('a connection', () => {
  it('that fits is drawn', () => {
    expect(refusal(drawn, TYPES, wire('b', 'name', 'c', 'name'))).toBeNull();
  });

  it('of an id into another model’s id is refused', () => {
    expect(refusal(drawn, TYPES, wire('a', 'id', 'c', 'vendor'))).toBe(
      'Product.id cannot feed ‘vendor’: Product.id is not Vendor.id: one is of Product, the other of Vendor.',
    );
  });

  it('into a port that is taken is refused, and says by what', () => {
    expect(refusal(drawn, TYPES, wire('c', 'name', 'b', 'name'))).toBe(
      '“name” of “b” is fed by “name” of “a” already. Remove that connection first.',
    );
  });

  it('that closes a circle is refused', () => {
    expect(refusal(drawn, TYPES, wire('b', 'name', 'a', 'name'))).toBe('That would close a circle: “b” already waits for “a”.');
  });

  it('of a node to itself is refused', () => {
    expect(refusal(drawn, TYPES, wire('a', 'name', 'a', 'name'))).toBe('“a” cannot feed itself.');
  });

  it('from the error of a node is drawn where its failure is an output, and nowhere else', () => {
    const failing: Node = { ...node('a'), settings: { ...PLAIN_SETTINGS, on_error: 'output' } };
    const rescued = { ...drawn, nodes: [failing, node('b'), node('c')] };
    expect(portsOf(TYPES.get('ProductCreateNode'), rescued, failing).outputs.map((each) => each.name)).toEqual([
      'id',
      'name',
      'record',
      'error',
    ]);
    expect(refusal(rescued, TYPES, wire('a', 'error', 'c', 'name'))).toBeNull();
    expect(portsOf(TYPES.get('ProductCreateNode'), drawn, node('a'))).toBe(TYPES.get('ProductCreateNode'));
  });

  it('by a dotted path is left to the server, which knows what is below a port', () => {
    expect(refusal(drawn, TYPES, wire('a', 'record.name', 'c', 'vendor'))).toBeNull();
  });

  it('beside another one below the same port is drawn', () => {
    const filtered = { ...drawn, connections: [wire('a', 'name', 'c', 'record.category')] };
    expect(refusal(filtered, TYPES, wire('b', 'name', 'c', 'record.brand'))).toBeNull();
    expect(refusal(filtered, TYPES, wire('b', 'record', 'c', 'record'))).toBe(
      '“record” of “c” is fed by “name” of “a” already. Remove that connection first.',
    );
  });
});

describe('a wire in the hand', () => {
  it('may go to the ports that would take it', () => {
    const open = openEnds(drawn, TYPES, { node: 'a', port: 'id', side: 'output' });
    expect([...open]).toEqual([endKey('c', 'input', 'name')]);
  });

  it('may be drawn backwards from an input', () => {
    const open = openEnds(drawn, TYPES, { node: 'c', port: 'name', side: 'input' });
    expect([...open]).toEqual([
      endKey('a', 'output', 'id'),
      endKey('a', 'output', 'name'),
      endKey('b', 'output', 'id'),
      endKey('b', 'output', 'name'),
    ]);
    const to = { node: 'a', port: 'name', side: 'output' } as const;
    expect(connectionBetween({ node: 'c', port: 'name', side: 'input' }, to)).toEqual(wire('a', 'name', 'c', 'name'));
    expect(connectionBetween(to, { ...to, node: 'b' })).toBeNull();
  });
});

it('the outputs offered to an input are those of nodes before it that fit, the present one among them', () => {
  const paths = candidatesFor(drawn, TYPES, 'b', 'name').map(({ wire: { source, output } }) => `${source}.${output}`);
  expect(paths).toEqual(['a.id', 'a.name', 'c.id', 'c.name']);
});
