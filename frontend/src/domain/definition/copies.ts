import { freshId } from './node_id';
import type { Connection, Definition, Node } from './model';

export interface Clipping {
  nodes: readonly Node[];
  connections: readonly Connection[];
}

/** The chosen nodes and the connections that lie wholly among them. */
export function clip(definition: Definition, ids: readonly string[]): Clipping {
  const chosen = new Set(ids);
  return {
    nodes: definition.nodes.filter((node) => chosen.has(node.id)),
    connections: definition.connections.filter((wire) => chosen.has(wire.source) && chosen.has(wire.target)),
  };
}

/** The clipping with ids that are free in the definition, moved by `offset` canvas pixels. */
export function unclip(definition: Definition, clipping: Clipping, offset: number): Clipping {
  const ids = new Map<string, string>();
  for (const node of clipping.nodes) ids.set(node.id, freshId(definition, node.id, new Set(ids.values())));
  return {
    nodes: clipping.nodes.map((node) => ({
      ...node,
      id: ids.get(node.id) ?? node.id,
      position: { x: node.position.x + offset, y: node.position.y + offset },
    })),
    connections: clipping.connections.map((wire) => ({
      ...wire,
      source: ids.get(wire.source) ?? wire.source,
      target: ids.get(wire.target) ?? wire.target,
    })),
  };
}
