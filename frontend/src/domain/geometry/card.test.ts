import { describe, expect, it } from 'vitest';

import type { Port } from '../api';
import { EMPTY_DEFINITION, PLAIN_SETTINGS, type Connection, type Node } from '../definition/model';
import { connectedPorts, hiddenPorts, portsOf, shownPorts } from '../ports/node_ports';
import { cardSize, handlePlaces } from './card';
import { freePosition } from './placing';

const port = (name: string, required = false): Port => ({
  name,
  type: { kind: 'text', model: null, field: null, label: 'text' },
  required,
  title: '',
  description: '',
});
const PORTS = { inputs: [port('name', true), port('brand'), port('unit')], outputs: [port('id'), port('record')] };
const feeding = (connections: Connection[]) => connectedPorts({ ...EMPTY_DEFINITION, connections });

describe('the rows of a card', () => {
  it('are its required and connected ports, and the first output where none is connected', () => {
    const shown = shownPorts('n', PORTS, feeding([{ source: 'm', output: 'id', target: 'n', input: 'unit' }]));
    expect(shown.inputs.map(({ name, connected }) => [name, connected])).toEqual([
      ['name', false],
      ['unit', true],
    ]);
    expect(shown.outputs.map(({ name }) => name)).toEqual(['id']);
    expect(hiddenPorts(PORTS, shown).inputs.map(({ name }) => name)).toEqual(['brand']);
    expect(hiddenPorts(PORTS, shown).outputs.map(({ name }) => name)).toEqual(['record']);
  });

  it('take a dotted path at its root, and keep a port that is no longer there, marked as unknown', () => {
    const shown = shownPorts(
      'n',
      PORTS,
      feeding([
        { source: 'n', output: 'record.name', target: 'm', input: 'x' },
        { source: 'm', output: 'id', target: 'n', input: 'gone' },
      ]),
    );
    expect(shown.outputs.map(({ name, known }) => [name, known])).toEqual([['record', true]]);
    expect(shown.inputs.map(({ name, known }) => [name, known])).toEqual([
      ['name', true],
      ['gone', false],
    ]);
  });
});

it('the error output of a node is a row of its card beside its first output, connected or not', () => {
  const node: Node = {
    id: 'n',
    type: 'T',
    name: '',
    parameters: {},
    settings: { ...PLAIN_SETTINGS, on_error: 'output' },
    position: { x: 0, y: 0 },
  };
  const type = {
    ...PORTS,
    name: 'T',
    title: 'T',
    description: '',
    kind: 'read',
    category: '',
    effect: 'none',
    promise: 'none',
    model: null,
  } as const;
  const ports = portsOf({ ...type, branches: false, parameters_schema: {} }, EMPTY_DEFINITION, node);
  const names = (connections: Connection[]) => shownPorts('n', ports, feeding(connections)).outputs.map(({ name }) => name);
  expect(names([])).toEqual(['id', 'error']);
  expect(names([{ source: 'n', output: 'error.message', target: 'm', input: 'x' }])).toEqual(['id', 'error']);
  expect(names([{ source: 'n', output: 'record', target: 'm', input: 'x' }])).toEqual(['record', 'error']);
});

describe('the size of a card', () => {
  it('follows from its ports alone: header 40, a row 24 each, status 20, width 224', () => {
    expect(cardSize({ inputs: [], outputs: [] })).toEqual({ width: 224, height: 60 });
    expect(cardSize(shownPorts('n', PORTS, feeding([])))).toEqual({ width: 224, height: 84 });
  });

  it('puts each wire’s end in the middle of its row', () => {
    expect(handlePlaces(shownPorts('n', PORTS, feeding([{ source: 'm', output: 'id', target: 'n', input: 'unit' }])))).toEqual([
      { port: 'name', side: 'input', x: 0, y: 52 },
      { port: 'unit', side: 'input', x: 0, y: 76 },
      { port: 'id', side: 'output', x: 224, y: 52 },
    ]);
  });
});

it('a new card goes below those that are in its place', () => {
  const size = { width: 224, height: 84 };
  expect(freePosition({ x: 3, y: 5 }, size, [])).toEqual({ x: 0, y: 8 });
  expect(freePosition({ x: 0, y: 0 }, size, [{ x: 0, y: 0, ...size }])).toEqual({ x: 0, y: 112 });
  expect(freePosition({ x: 0, y: 0 }, size, [{ x: 400, y: 0, ...size }])).toEqual({ x: 0, y: 0 });
});
