import type { Json, JsonSchema, NodeType, Port } from '../api';

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

export interface FormField {
  name: string;
  title: string;
  description: string;
  control: Control;
  required: boolean;
  nullable: boolean;
  choices: readonly { value: string; label: string; raw: Json }[];
  default: Json | undefined;
  minimum: number | undefined;
  maximum: number | undefined;
  port: Port | undefined;
}

/** One field for every parameter of the node type, in the order of its schema; required ones first. */
export function formFields(type: NodeType): FormField[] {
  const schema = type.parameters_schema as JsonSchema;
  const properties = schema.properties ?? {};
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(properties).map(([name, schema]) => formField(name, schema, type, required.has(name)));
  const ports = type.inputs.filter((port) => !(port.name in properties)).map((port) => formField(port.name, {}, type, port.required));
  return [...fields, ...ports].sort((a, b) => Number(b.required) - Number(a.required));
}

function formField(name: string, schema: JsonSchema, type: NodeType, required: boolean): FormField {
  const port = type.inputs.find((input) => input.name === name);
  const shape = withoutNull(schema);
  return {
    name,
    title: schema.title ?? port?.title ?? '',
    description: schema.description ?? port?.description ?? '',
    control: controlOf(name, shape, type, port),
    required: required || (port?.required ?? false),
    nullable: shape !== schema || (Array.isArray(schema.type) && schema.type.includes('null')),
    choices: (shape.enum ?? []).filter((value) => value !== null).map((raw) => ({ value: choiceText(raw), label: choiceText(raw), raw })),
    default: schema.default,
    minimum: shape.minimum,
    maximum: shape.maximum,
    port,
  };
}

/** The one schema that is left of a choice between something and null. */
function withoutNull(schema: JsonSchema): JsonSchema {
  const choices = (schema.anyOf ?? schema.oneOf ?? []).filter((choice) => choice.type !== 'null');
  const only = choices[0];
  return only && choices.length === 1 ? { ...schema, ...only } : schema;
}

function controlOf(name: string, schema: JsonSchema, type: NodeType, port: Port | undefined): Control {
  if (schema.enum) return 'choice';
  if (type.model && name === 'filter') return 'filter';
  const kind = typeName(schema);
  if (kind === 'array') return listControl(name, schema, type);
  if (kind === 'string') return textControl(name, schema);
  if (kind === 'number' || kind === 'integer' || kind === 'boolean') return kind;
  return kind === undefined && port ? portControl(port) : 'json';
}

function typeName(schema: JsonSchema): string | undefined {
  const names = (Array.isArray(schema.type) ? schema.type : [schema.type]).filter((name) => name !== 'null');
  return names.length === 1 ? names[0] : undefined;
}

function listControl(name: string, schema: JsonSchema, type: NodeType): Control {
  if (schema.items && typeName(schema.items) !== 'string') return 'json';
  if (!schema.items) return 'json';
  if (!type.model) return 'text_list';
  if (name === 'order_by') return 'order_by';
  return ['fields', 'match_fields', 'update_fields'].includes(name) ? 'columns' : 'text_list';
}

function textControl(name: string, schema: JsonSchema): Control {
  if (schema.format === 'date') return 'date';
  if (schema.format === 'date-time') return 'datetime';
  return schema.maxLength === undefined && /description|content|body|text|note|reason|expression|prompt/.test(name) ? 'long_text' : 'text';
}

function portControl(port: Port): Control {
  const kind = port.type.kind;
  if (kind === 'text' || kind === 'number' || kind === 'integer' || kind === 'boolean' || kind === 'date' || kind === 'datetime')
    return kind;
  return 'json';
}

/** The text that stands for a value in a list of choices. */
export function choiceText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
