import { downstream } from '../definition/graph';
import { nodeLabel, type Connection, type Definition, type Node } from '../definition/model';
import type { Port } from '../api';
import { refusal, type NodeTypes } from './judgement';
import { portsOf } from './node_ports';

export interface Candidate {
  node: Node;
  label: string;
  port: Port;
  wire: Connection;
}

/** The outputs that may feed an input port: those of nodes that do not wait for this one, of a type that fits. */
export function candidatesFor(definition: Definition, types: NodeTypes, target: string, input: string): Candidate[] {
  const after = downstream(definition, target);
  return definition.nodes
    .filter((node) => !after.has(node.id))
    .flatMap((node) => portsOf(types.get(node.type), definition, node).outputs.map((port) => candidate(node, port, target, input)))
    .filter((choice) => refusal(withoutFeed(definition, target, input), types, choice.wire) === null);
}

function candidate(node: Node, port: Port, target: string, input: string): Candidate {
  return { node, label: nodeLabel(node), port, wire: { source: node.id, output: port.name, target, input } };
}

/** The definition as if nothing fed the input, so that another feed can be chosen in its place. */
function withoutFeed(definition: Definition, target: string, input: string): Definition {
  return {
    ...definition,
    connections: definition.connections.filter((wire) => wire.target !== target || wire.input !== input),
  };
}
