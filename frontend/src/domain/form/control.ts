import type { JsonSchema, NodeType, Port } from '../api';

export type Control =
  | 'text'
  | 'long_text'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'choice'
  | 'date'
  | 'datetime'
  | 'json'
  | 'text_list'
  | 'order_by'
  | 'columns'
  | 'filter';

/** What the server may name in `x-widget`, in the words of the form. */
const WIDGETS: Readonly<Record<string, Control>> = {
  long_text: 'long_text',
  filter: 'filter',
  order_by: 'order_by',
  columns: 'columns',
  fields: 'columns',
  code: 'long_text',
  expression: 'long_text',
  json: 'json',
};

const COLUMN_LISTS: readonly string[] = ['fields', 'match_fields', 'update_fields'];

/** The control that a person sets a parameter with. */
export function controlOf(name: string, schema: JsonSchema, type: NodeType, port: Port | undefined): Control {
  const widget = WIDGETS[schema['x-widget'] ?? ''];
  if (schema.enum) return 'choice';
  if (widget) return widget;
  if (type.model !== null && name === 'filter') return 'filter';
  const kind = typeName(schema);
  if (kind === 'array') return listControl(name, schema, type);
  if (kind === 'string') return textControl(schema);
  if (kind === 'number' || kind === 'integer' || kind === 'boolean') return kind;
  return kind === undefined && port && !('x-widget' in schema) ? portControl(port) : 'json';
}

function typeName(schema: JsonSchema): string | undefined {
  const names = (Array.isArray(schema.type) ? schema.type : [schema.type]).filter((name) => name !== 'null');
  return names.length === 1 ? names[0] : undefined;
}

function listControl(name: string, schema: JsonSchema, type: NodeType): Control {
  if (!schema.items || typeName(schema.items) !== 'string') return 'json';
  if (type.model === null) return 'text_list';
  if (name === 'order_by') return 'order_by';
  return COLUMN_LISTS.includes(name) ? 'columns' : 'text_list';
}

function textControl(schema: JsonSchema): Control {
  if (schema.format === 'date') return 'date';
  return schema.format === 'date-time' ? 'datetime' : 'text';
}

function portControl(port: Port): Control {
  const kind = port.type.kind;
  const isPlain =
    kind === 'text' || kind === 'number' || kind === 'integer' || kind === 'boolean' || kind === 'date' || kind === 'datetime';
  return isPlain ? kind : 'json';
}
