import { describe, expect, it } from 'vitest';

import { freshInput, inputName, nameProblem, renameInput } from './inputs';
import { EMPTY_DEFINITION, PLAIN_SETTINGS, type Definition, type Node } from './model';
import { applyPatch } from './patch';

const node = (id: string, type: string): Node => ({
  id,
  type,
  name: '',
  parameters: {},
  settings: PLAIN_SETTINGS,
  position: { x: 0, y: 0 },
});
const wire = (source: string, output: string) => ({ source, output, target: 'use', input: 'value' });
const inputs = [
  { ...freshInput([]), name: 'price' },
  { ...freshInput([]), name: 'price_list' },
];
const drawn: Definition = {
  ...EMPTY_DEFINITION,
  nodes: [node('start', 'InputNode'), node('other', 'ProductReadNode'), node('use', 'TransformNode')],
  connections: [wire('start', 'price_list'), wire('start', 'price.low'), wire('other', 'price'), wire('start', 'price')],
  inputs,
};

describe('renaming an input', () => {
  it('takes along what the input node feeds with it, in its place, and nothing else', () => {
    const { definition, inverse } = applyPatch(drawn, renameInput(drawn, 'price', 'cost'));
    expect(definition.inputs.map(({ name }) => name)).toEqual(['cost', 'price_list']);
    expect(definition.connections.map(({ source, output }) => `${source}.${output}`)).toEqual([
      'start.price_list',
      'start.cost.low',
      'other.price',
      'start.cost',
    ]);
    expect(applyPatch(definition, inverse).definition).toEqual(drawn);
  });
});

describe('the name of an input', () => {
  it('has letters, digits and _ only', () => expect(inputName(' List price (€) ')).toBe('List_price_'));

  it('is needed, and no other’s', () => {
    expect(nameProblem('', inputs)).toBe('An input needs a name.');
    expect(nameProblem('price', inputs)).toBe('Another input is called price.');
    expect(nameProblem('cost', inputs)).toBeNull();
  });
});
