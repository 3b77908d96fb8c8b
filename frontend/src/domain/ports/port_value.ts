import type { Json, JsonObject } from '../api';
import { isExpression } from '../definition/model';

const LONGEST = 40;

/** What a node's form gives a port where nothing feeds it, in a few words; null where it gives nothing. */
export function portValue(parameters: JsonObject, port: string): string | null {
  const value = parameters[port];
  if (value === undefined) return null;
  return shortened(isExpression(value) ? `= ${value.$expression}` : textOf(value));
}

function textOf(value: Json): string {
  if (typeof value === 'string') return value === '' ? '“”' : value;
  if (Array.isArray(value)) return `[${value.length}]`;
  return typeof value === 'object' && value !== null ? `{${Object.keys(value).join(', ')}}` : JSON.stringify(value);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
