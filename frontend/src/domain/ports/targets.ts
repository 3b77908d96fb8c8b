import type { Definition, Connection } from '../definition/model';
import { refusal, type NodeTypes } from './judgement';
import { portsOf } from './node_ports';

/** One end of a wire that is being drawn. */
export interface WireEnd {
  node: string;
  port: string;
  side: 'input' | 'output';
}

export function endKey(node: string, side: WireEnd['side'], port: string): string {
  return `${side}:${node}:${port}`;
}

/** The connection between a wire's two ends, whichever was drawn from; null where both are on the same side. */
export function connectionBetween(from: WireEnd, to: WireEnd): Connection | null {
  if (from.side === to.side) return null;
  const [output, input] = from.side === 'output' ? [from, to] : [to, from];
  return { source: output.node, output: output.port, target: input.node, input: input.port };
}

/** The keys of every port that a wire from here may go to. */
export function openEnds(definition: Definition, types: NodeTypes, from: WireEnd): Set<string> {
  const side = from.side === 'output' ? 'input' : 'output';
  const keys = new Set<string>();
  for (const node of definition.nodes) {
    if (node.id === from.node) continue;
    const ports = portsOf(types.get(node.type), definition, node)[side === 'input' ? 'inputs' : 'outputs'];
    for (const port of ports) {
      const wire = connectionBetween(from, { node: node.id, port: port.name, side });
      if (wire && refusal(definition, types, wire) === null) keys.add(endKey(node.id, side, port.name));
    }
  }
  return keys;
}
