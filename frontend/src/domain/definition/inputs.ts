import { INPUT_NODE } from '../ports/node_ports';
import { replaceConnection } from './edits';
import { basePort } from './graph';
import type { Definition, Input } from './model';
import type { Patch } from './patch';

/** A new input whose name none of the others has. */
export function freshInput(inputs: readonly Input[]): Input {
  const names = new Set(inputs.map((input) => input.name));
  let count = inputs.length + 1;
  while (names.has(`input_${count}`)) count += 1;
  return { name: `input_${count}`, type: 'text', title: '', description: '', required: true, default: null };
}

/** What may stand in an expression as a name: other characters become `_`. */
export function inputName(text: string): string {
  return text.trim().replace(/\W+/g, '_');
}

/** Why an input cannot be called that, in one sentence; null where it can. */
export function nameProblem(name: string, others: readonly Input[]): string | null {
  if (name === '') return 'An input needs a name.';
  return others.some((input) => input.name === name) ? `Another input is called ${name}.` : null;
}

/** Call an input something else; what the input node feeds with it follows. */
export function renameInput(definition: Definition, old: string, name: string): Patch {
  const sources = new Set(definition.nodes.filter((node) => node.type === INPUT_NODE).map((node) => node.id));
  const wires = definition.connections.filter((wire) => sources.has(wire.source) && basePort(wire.output) === old);
  return [
    { op: 'set_inputs', inputs: definition.inputs.map((input) => (input.name === old ? { ...input, name } : input)) },
    ...wires.flatMap((wire) => replaceConnection(definition, wire, { ...wire, output: name + wire.output.slice(old.length) })),
  ];
}
