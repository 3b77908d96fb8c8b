import type { JsonObject, Json } from '../api';

export interface Position {
  x: number;
  y: number;
}

export interface NodeSettings {
  enabled: boolean;
  note: string;
}

export interface Node {
  id: string;
  type: string;
  name: string;
  parameters: JsonObject;
  settings: NodeSettings;
  position: Position;
}

/** An output feeding an input; both are ports or dotted paths below one. */
export interface Connection {
  source: string;
  output: string;
  target: string;
  input: string;
}

export type InputType = 'text' | 'number' | 'integer' | 'boolean' | 'date' | 'datetime' | 'json' | 'any';

export interface Input {
  name: string;
  type: InputType;
  title: string;
  description: string;
  required: boolean;
  default: Json;
}

export interface Definition {
  nodes: readonly Node[];
  connections: readonly Connection[];
  inputs: readonly Input[];
  settings: { description: string };
}

export const EMPTY_DEFINITION: Definition = { nodes: [], connections: [], inputs: [], settings: { description: '' } };

export function findNode(definition: Definition, id: string): Node | undefined {
  return definition.nodes.find((node) => node.id === id);
}

/** What a person calls the node: the name they gave, else its id. */
export function nodeLabel(node: Node): string {
  return node.name || node.id;
}

export function sameConnection(a: Connection, b: Connection): boolean {
  return a.source === b.source && a.output === b.output && a.target === b.target && a.input === b.input;
}

/** One text per connection, stable over edits elsewhere. */
export function connectionKey(connection: Connection): string {
  return JSON.stringify([connection.source, connection.output, connection.target, connection.input]);
}

export function isExpression(value: unknown): value is { $expression: string } {
  return typeof value === 'object' && value !== null && '$expression' in value;
}
