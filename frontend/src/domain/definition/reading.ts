import { EMPTY_DEFINITION, PLAIN_SETTINGS, type Connection, type Definition, type Input, type Node } from './model';

/** Read a definition from JSON, filling in what the server lets one leave out. */
export function readDefinition(value: unknown): Definition {
  const given = (value ?? {}) as Partial<Record<keyof Definition, unknown>>;
  return {
    nodes: asList(given.nodes).map(readNode),
    connections: asList(given.connections) as Connection[],
    inputs: asList(given.inputs).map(readInput),
    settings: { ...EMPTY_DEFINITION.settings, ...(given.settings as object | undefined) },
  };
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function readNode(value: unknown): Node {
  const node = value as Partial<Node> & Pick<Node, 'id' | 'type'>;
  return {
    id: node.id,
    type: node.type,
    name: node.name ?? '',
    parameters: node.parameters ?? {},
    settings: { ...PLAIN_SETTINGS, ...node.settings, retry: { ...PLAIN_SETTINGS.retry, ...node.settings?.retry } },
    position: { x: 0, y: 0, ...node.position },
  };
}

function readInput(value: unknown): Input {
  const input = value as Partial<Input> & Pick<Input, 'name'>;
  return {
    name: input.name,
    type: input.type ?? 'any',
    title: input.title ?? '',
    description: input.description ?? '',
    required: input.required ?? true,
    default: input.default ?? null,
  };
}
