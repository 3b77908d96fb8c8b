import { expect, it } from 'vitest';

import { clip, unclip } from './copies';
import { EMPTY_DEFINITION, PLAIN_SETTINGS, type Definition, type Node } from './model';

const node = (id: string): Node => ({
  id,
  type: 'T',
  name: '',
  parameters: {},
  settings: PLAIN_SETTINGS,
  position: { x: 10, y: 20 },
});
const drawn: Definition = {
  ...EMPTY_DEFINITION,
  nodes: [node('a'), node('b'), node('c')],
  connections: [
    { source: 'a', output: 'id', target: 'b', input: 'x' },
    { source: 'b', output: 'id', target: 'c', input: 'x' },
  ],
};

it('copies the chosen nodes with the connections that lie wholly among them', () => {
  expect(clip(drawn, ['a', 'b'])).toEqual({ nodes: [node('a'), node('b')], connections: [drawn.connections[0]] });
});

it('pastes under free ids, moved, and connected among themselves', () => {
  const pasted = unclip(drawn, clip(drawn, ['a', 'b']), 32);
  expect(pasted.nodes.map(({ id, position }) => [id, position])).toEqual([
    ['a_2', { x: 42, y: 52 }],
    ['b_2', { x: 42, y: 52 }],
  ]);
  expect(pasted.connections).toEqual([{ source: 'a_2', output: 'id', target: 'b_2', input: 'x' }]);
});
