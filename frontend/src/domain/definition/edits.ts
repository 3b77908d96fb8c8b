import type { Json, JsonObject } from '../api';
import { findNode, type Connection, type Definition, type Input, type Node, type Position } from './model';
import type { Change, Patch } from './patch';

/** The edits a person makes, each as the patch that does it. None of them changes what it is given. */

export function addNode(definition: Definition, node: Node): Patch {
  return [{ op: 'insert_node', node, at: definition.nodes.length }];
}

/** Remove nodes together with every connection that hangs on them. */
export function removeNodes(definition: Definition, ids: readonly string[]): Patch {
  const gone = new Set(ids);
  const hanging = definition.connections.filter((wire) => gone.has(wire.source) || gone.has(wire.target));
  return [
    ...hanging.map((connection): Change => ({ op: 'remove_connection', connection })),
    ...ids.map((id): Change => ({ op: 'remove_node', id })),
  ];
}

export function moveNodes(positions: Readonly<Record<string, Position>>): Patch {
  return [{ op: 'move_nodes', positions }];
}

export function addConnection(definition: Definition, connection: Connection): Patch {
  return [{ op: 'insert_connection', connection, at: definition.connections.length }];
}

export function removeConnections(connections: readonly Connection[]): Patch {
  return connections.map((connection) => ({ op: 'remove_connection', connection }));
}

/** Let another output feed the input that something feeds already. */
export function replaceConnection(definition: Definition, old: Connection, connection: Connection): Patch {
  const at = Math.max(definition.connections.indexOf(old), 0);
  return [
    { op: 'remove_connection', connection: old },
    { op: 'insert_connection', connection, at },
  ];
}

/** Set one parameter, or remove it where the value is undefined. */
export function setParameter(definition: Definition, id: string, name: string, value: Json | undefined): Patch {
  return changeNode(definition, id, (node) => ({ ...node, parameters: withValue(node.parameters, name, value) }));
}

export function renameNode(definition: Definition, id: string, name: string): Patch {
  return changeNode(definition, id, (node) => ({ ...node, name }));
}

export function setNodeSettings(definition: Definition, id: string, settings: Partial<Node['settings']>): Patch {
  return changeNode(definition, id, (node) => ({ ...node, settings: { ...node.settings, ...settings } }));
}

export function setInputs(inputs: readonly Input[]): Patch {
  return [{ op: 'set_inputs', inputs }];
}

/** Set what holds for a whole run; what is not named stays. */
export function setSettings(definition: Definition, settings: Partial<Definition['settings']>): Patch {
  return [{ op: 'set_settings', settings: { ...definition.settings, ...settings } }];
}

/** Add copies of nodes and of the connections among them. */
export function addNodes(definition: Definition, nodes: readonly Node[], connections: readonly Connection[]): Patch {
  return [
    ...nodes.map((node, index): Change => ({ op: 'insert_node', node, at: definition.nodes.length + index })),
    ...connections.map((connection, index): Change => ({
      op: 'insert_connection',
      connection,
      at: definition.connections.length + index,
    })),
  ];
}

function changeNode(definition: Definition, id: string, change: (node: Node) => Node): Patch {
  const node = findNode(definition, id);
  return node ? [{ op: 'replace_node', id, node: change(node) }] : [];
}

function withValue(parameters: JsonObject, name: string, value: Json | undefined): JsonObject {
  if (value !== undefined) return { ...parameters, [name]: value };
  return Object.fromEntries(Object.entries(parameters).filter(([key]) => key !== name));
}
