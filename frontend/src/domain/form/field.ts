import type { Json, JsonSchema, NodeType, Port } from '../api';
import { controlOf, type Control } from './control';

export interface FormField {
  name: string;
  title: string;
  description: string;
  control: Control;
  required: boolean;
  nullable: boolean;
  choices: readonly Choice[];
  default: Json | undefined;
  minimum: number | undefined;
  maximum: number | undefined;
  port: Port | undefined;
}

export interface Choice {
  value: string;
  label: string;
  raw: Json;
}

/** One field for every parameter of the node type; required ones first, else in the order of its schema. */
export function formFields(type: NodeType): FormField[] {
  const schema = type.parameters_schema as JsonSchema;
  const properties = schema.properties ?? {};
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(properties).map(([name, property]) => formField(name, property, type, required.has(name)));
  const ports = type.inputs.filter((port) => !(port.name in properties)).map((port) => formField(port.name, {}, type, port.required));
  return [...fields, ...ports].sort((a, b) => Number(b.required) - Number(a.required));
}

function formField(name: string, schema: JsonSchema, type: NodeType, required: boolean): FormField {
  const port = type.inputs.find((input) => input.name === name);
  const shape = withoutNull(schema);
  return {
    name,
    title: schema.title || port?.title || name,
    description: schema.description || port?.description || '',
    control: controlOf(name, shape, type, port),
    required: required || (port?.required ?? false),
    nullable: shape !== schema || (Array.isArray(schema.type) && schema.type.includes('null')),
    choices: choicesOf(shape),
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

function choicesOf(schema: JsonSchema): Choice[] {
  const values = (schema.enum ?? []).filter((value) => value !== null);
  return values.map((raw) => ({ value: choiceText(raw), label: schema['x-labels']?.[choiceText(raw)] ?? choiceText(raw), raw }));
}

/** The text that stands for a value in a list of choices. */
export function choiceText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
