import type { JsonObject, Json } from '../api';

export interface Position {
  x: number;
  y: number;
}

/** How often a node is tried in all, and how many seconds it waits in between. */
export interface Retry {
  attempts: number;
  delay: number;
  backoff: number;
  max_delay: number;
  jitter: number;
}

/** What the failure of a node means for the run: the end of it, nothing, or a way of its own out of the node. */
export type OnError = 'stop' | 'continue' | 'output';

/** `timeout` is how many seconds one try may take. */
export interface NodeSettings {
  enabled: boolean;
  note: string;
  retry: Retry;
  timeout: number | null;
  on_error: OnError;
}

/** What holds for a whole run: how many seconds it may take, and how many of its nodes run at once. */
export interface DefinitionSettings {
  description: string;
  timeout: number | null;
  max_parallel: number | null;
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
  settings: DefinitionSettings;
}

/** The settings of a node of which nobody said anything; the server has the same. */
export const PLAIN_SETTINGS: NodeSettings = {
  enabled: true,
  note: '',
  retry: { attempts: 1, delay: 1, backoff: 2, max_delay: 60, jitter: 0.1 },
  timeout: null,
  on_error: 'stop',
};

export const EMPTY_DEFINITION: Definition = {
  nodes: [],
  connections: [],
  inputs: [],
  settings: { description: '', timeout: null, max_parallel: null },
};

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
