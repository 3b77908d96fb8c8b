import type { NodeType, Port, PortKind } from '../api';
import { basePort } from '../definition/graph';
import type { Definition, Input, Node } from '../definition/model';

export const INPUT_NODE = 'InputNode';

const KIND_OF_INPUT: Record<Input['type'], PortKind> = {
  text: 'text',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  json: 'json',
  any: 'any',
};

export interface NodePorts {
  inputs: readonly Port[];
  outputs: readonly Port[];
}

const NO_PORTS: NodePorts = { inputs: [], outputs: [] };

/** What a node gives when it fails and its failure is to be an output. */
const ERROR_PORT: Port = {
  name: 'error',
  type: { kind: 'json', model: null, field: null, label: 'json' },
  required: false,
  title: 'Error',
  description: 'Why the node failed: code, message, remedy and node.',
};

/** The ports of a placed node; those of the input node are the inputs that the definition declares. */
export function portsOf(nodeType: NodeType | undefined, definition: Definition, node: Node): NodePorts {
  if (!nodeType) return NO_PORTS;
  const outputs = nodeType.name === INPUT_NODE ? definition.inputs.map(portOfInput) : nodeType.outputs;
  const givesError = node.settings.on_error === 'output';
  if (outputs === nodeType.outputs && !givesError) return nodeType;
  return { inputs: nodeType.inputs, outputs: givesError ? [...outputs, ERROR_PORT] : outputs };
}

function portOfInput(input: Input): Port {
  const kind = KIND_OF_INPUT[input.type];
  return {
    name: input.name,
    type: { kind, model: null, field: null, label: kind },
    required: input.required,
    title: input.title,
    description: input.description,
  };
}

export function findPort(ports: readonly Port[], path: string): Port | undefined {
  const name = basePort(path);
  return ports.find((port) => port.name === name);
}

/** A port that a connection names and the node type does not have: shown, marked as broken, never dropped. */
export interface ShownPort extends Port {
  known: boolean;
  connected: boolean;
}

export interface ShownPorts {
  inputs: readonly ShownPort[];
  outputs: readonly ShownPort[];
}

/** Which ports of each node have a connection, by node id. */
export interface Connected {
  inputs: ReadonlyMap<string, ReadonlySet<string>>;
  outputs: ReadonlyMap<string, ReadonlySet<string>>;
}

export function connectedPorts(definition: Definition): Connected {
  const inputs = new Map<string, Set<string>>();
  const outputs = new Map<string, Set<string>>();
  for (const wire of definition.connections) {
    inputs.set(wire.target, (inputs.get(wire.target) ?? new Set()).add(basePort(wire.input)));
    outputs.set(wire.source, (outputs.get(wire.source) ?? new Set()).add(basePort(wire.output)));
  }
  return { inputs, outputs };
}

const NONE: ReadonlySet<string> = new Set();

/**
 * The ports that are rows of the card: required and connected ones, the error output where there is one, and the first output where no
 * other one is shown.
 */
export function shownPorts(id: string, ports: NodePorts, connected: Connected): ShownPorts {
  const ins = connected.inputs.get(id) ?? NONE;
  const outs = connected.outputs.get(id) ?? NONE;
  const givesError = ports.outputs.includes(ERROR_PORT);
  const isFirstShown = [...outs].every((name) => givesError && name === ERROR_PORT.name);
  return {
    inputs: rows(ports.inputs, ins, (port) => port.required || ins.has(port.name)),
    outputs: rows(ports.outputs, outs, (port) => outs.has(port.name) || port === ERROR_PORT || (isFirstShown && port === ports.outputs[0])),
  };
}

/** The ports that the card leaves out until somebody looks closer. */
export function hiddenPorts(ports: NodePorts, shown: ShownPorts): NodePorts {
  const seen = (side: readonly ShownPort[]) => new Set(side.map((port) => port.name));
  const [ins, outs] = [seen(shown.inputs), seen(shown.outputs)];
  return {
    inputs: ports.inputs.filter((port) => !ins.has(port.name)),
    outputs: ports.outputs.filter((port) => !outs.has(port.name)),
  };
}

function rows(ports: readonly Port[], connected: ReadonlySet<string>, isShown: (port: Port) => boolean): ShownPort[] {
  const known = ports.filter(isShown).map((port) => ({ ...port, known: true, connected: connected.has(port.name) }));
  const names = new Set(ports.map((port) => port.name));
  const unknown = [...connected].filter((name) => !names.has(name)).map(unknownPort);
  return [...known, ...unknown];
}

function unknownPort(name: string): ShownPort {
  return {
    name,
    required: false,
    title: '',
    description: '',
    known: false,
    connected: true,
    type: { kind: 'any', model: null, field: null, label: 'unknown' },
  };
}
