import {
  findNode,
  sameConnection,
  type Connection,
  type Definition,
  type DefinitionSettings,
  type Input,
  type Node,
  type Position,
} from './model';

/** One change to a definition. `at` is the place in the list, so that undoing keeps the order. */
export type Change =
  | { op: 'insert_node'; node: Node; at: number }
  | { op: 'remove_node'; id: string }
  | { op: 'replace_node'; id: string; node: Node }
  | { op: 'move_nodes'; positions: Readonly<Record<string, Position>> }
  | { op: 'insert_connection'; connection: Connection; at: number }
  | { op: 'remove_connection'; connection: Connection }
  | { op: 'set_inputs'; inputs: readonly Input[] }
  | { op: 'set_settings'; settings: DefinitionSettings }
  | { op: 'replace_all'; definition: Definition };

export type Patch = readonly Change[];

export interface Applied {
  definition: Definition;
  /** The patch that takes it back. */
  inverse: Patch;
}

/** Apply the changes in order; a change that finds nothing to change is left out of both results. */
export function applyPatch(definition: Definition, patch: Patch): Applied {
  const inverse: Change[] = [];
  let current = definition;
  for (const change of patch) {
    const [next, back] = applyChange(current, change);
    current = next;
    if (back) inverse.unshift(back);
  }
  return { definition: current, inverse };
}

function applyChange(definition: Definition, change: Change): [Definition, Change | null] {
  switch (change.op) {
    case 'insert_node':
      return [
        { ...definition, nodes: inserted(definition.nodes, change.node, change.at) },
        { op: 'remove_node', id: change.node.id },
      ];
    case 'remove_node':
      return removeNode(definition, change.id);
    case 'replace_node':
      return replaceNode(definition, change.id, change.node);
    case 'move_nodes':
      return moveNodes(definition, change.positions);
    case 'insert_connection':
      return [
        { ...definition, connections: inserted(definition.connections, change.connection, change.at) },
        { op: 'remove_connection', connection: change.connection },
      ];
    case 'remove_connection':
      return removeConnection(definition, change.connection);
    case 'set_inputs':
      return [
        { ...definition, inputs: change.inputs },
        { op: 'set_inputs', inputs: definition.inputs },
      ];
    case 'set_settings':
      return [
        { ...definition, settings: change.settings },
        { op: 'set_settings', settings: definition.settings },
      ];
    case 'replace_all':
      return [change.definition, { op: 'replace_all', definition }];
  }
}

function inserted<T>(list: readonly T[], item: T, at: number): T[] {
  return [...list.slice(0, at), item, ...list.slice(at)];
}

function removeNode(definition: Definition, id: string): [Definition, Change | null] {
  const at = definition.nodes.findIndex((node) => node.id === id);
  const node = definition.nodes[at];
  if (!node) return [definition, null];
  return [
    { ...definition, nodes: definition.nodes.filter((other) => other !== node) },
    { op: 'insert_node', node, at },
  ];
}

function replaceNode(definition: Definition, id: string, node: Node): [Definition, Change | null] {
  const before = findNode(definition, id);
  if (!before) return [definition, null];
  const nodes = definition.nodes.map((other) => (other === before ? node : other));
  return [
    { ...definition, nodes },
    { op: 'replace_node', id: node.id, node: before },
  ];
}

function moveNodes(definition: Definition, positions: Readonly<Record<string, Position>>): [Definition, Change | null] {
  const before: Record<string, Position> = {};
  const nodes = definition.nodes.map((node) => {
    const position = positions[node.id];
    if (!position || (position.x === node.position.x && position.y === node.position.y)) return node;
    before[node.id] = node.position;
    return { ...node, position };
  });
  if (Object.keys(before).length === 0) return [definition, null];
  return [
    { ...definition, nodes },
    { op: 'move_nodes', positions: before },
  ];
}

function removeConnection(definition: Definition, connection: Connection): [Definition, Change | null] {
  const at = definition.connections.findIndex((other) => sameConnection(other, connection));
  if (at < 0) return [definition, null];
  const connections = definition.connections.filter((_, index) => index !== at);
  return [
    { ...definition, connections },
    { op: 'insert_connection', connection, at },
  ];
}
