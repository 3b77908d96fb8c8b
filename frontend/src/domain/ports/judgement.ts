import type { NodeType, Port } from '../api';
import { basePort, feedsOf, reaches } from '../definition/graph';
import { findNode, nodeLabel, type Connection, type Definition } from '../definition/model';
import { mismatch } from './compatibility';
import { findPort, portsOf } from './node_ports';

export type NodeTypes = ReadonlyMap<string, NodeType>;

/** Why a connection may not be drawn, as a sentence for the person who draws it; null where it may. */
export function refusal(definition: Definition, types: NodeTypes, wire: Connection): string | null {
  const source = findNode(definition, wire.source);
  const target = findNode(definition, wire.target);
  if (!source || !target) return 'The connection needs a node at both ends.';
  if (source === target) return `“${nodeLabel(source)}” cannot feed itself.`;
  return (
    taken(definition, wire, nodeLabel(target)) ??
    cycle(definition, wire, nodeLabel(source), nodeLabel(target)) ??
    typeRefusal(definition, types, wire)
  );
}

function taken(definition: Definition, wire: Connection, target: string): string | null {
  const feed = feedsOf(definition, wire.target, basePort(wire.input)).find(
    (other) => other.input === wire.input || basePort(other.input) === other.input || basePort(wire.input) === wire.input,
  );
  if (!feed) return null;
  const source = findNode(definition, feed.source);
  return `“${wire.input}” of “${target}” is fed by “${feed.output}” of “${source ? nodeLabel(source) : feed.source}” already. Remove that connection first.`;
}

function cycle(definition: Definition, wire: Connection, source: string, target: string): string | null {
  if (!reaches(definition, wire.target, wire.source)) return null;
  return `That would close a circle: “${source}” already waits for “${target}”.`;
}

function typeRefusal(definition: Definition, types: NodeTypes, wire: Connection): string | null {
  const output = portAt(definition, types, wire.source, 'outputs', wire.output);
  const input = portAt(definition, types, wire.target, 'inputs', wire.input);
  if (!output || !input) return null;
  if (wire.output !== output.name || wire.input !== input.name) return null;
  const reason = mismatch(output.type, input.type);
  return reason ? `${outputLabel(output)} cannot feed ‘${input.name}’: ${reason}` : null;
}

function outputLabel(port: Port): string {
  return port.type.model ? port.type.label : port.name;
}

export function portAt(definition: Definition, types: NodeTypes, id: string, side: 'inputs' | 'outputs', path: string): Port | undefined {
  const node = findNode(definition, id);
  return node && findPort(portsOf(types.get(node.type), definition, node)[side], path);
}
