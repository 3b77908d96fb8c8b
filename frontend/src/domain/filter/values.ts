import type { Json, ModelField, PortKind } from '../api';
import { OPERATORS, type Operator } from './model';

/** The shape of the value that an operator wants: one value, a list, two bounds, or yes and no. */
export type Shape = 'one' | 'list' | 'range' | 'flag';

const SHAPES: Partial<Record<Operator, Shape>> = {
  $in: 'list',
  $nin: 'list',
  $all: 'list',
  $any: 'list',
  $between: 'range',
  $null: 'flag',
  $exists: 'flag',
};

export function shapeOf(operator: Operator): Shape {
  return SHAPES[operator] ?? 'one';
}

/** Read what a person typed as the value of a filter row, by the column's kind; text stays as it is, and nothing typed is no value. */
export function valueOfText(text: string, kind: PortKind, operator: Operator): Json | undefined {
  if (text.trim() === '') return undefined;
  if (shapeOf(operator) === 'list') {
    return text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => single(part, kind));
  }
  return single(text, operator === '$size' ? 'integer' : kind);
}

/** The value of a condition after an edit: one that had a value stays a condition when it is emptied, so that no slip of a key widens a filter. */
export function valueAfterEdit(before: Json | undefined, after: Json | undefined): Json | undefined {
  return after === undefined && before !== undefined ? '' : after;
}

/** The value of a condition after its operator changed: it keeps what fits, and stays a condition. */
export function valueAfterOperator(before: Json | undefined, operator: Operator, was: Operator): Json | undefined {
  const shape = shapeOf(operator);
  if (shape === 'flag') return true;
  if (before === undefined || shape === shapeOf(was)) return before;
  const [first = ''] = shapeOf(was) === 'flag' ? [] : Array.isArray(before) ? before : [before];
  return shape === 'list' ? [first] : shape === 'range' ? [first, null] : first;
}

function single(text: string, kind: PortKind): Json {
  if (kind === 'number' || kind === 'integer') return Number.isFinite(Number(text)) ? Number(text) : text;
  if (kind === 'boolean') return text === 'true';
  return kind === 'json' || kind === 'list' ? parsed(text) : text;
}

/** What JSON holds: numbers, objects and the like as they are written, and any other text as text. */
function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** The text that stands for a value in the row's field. */
export function textOfValue(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOfValue).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The operators to offer for a column, in their order; for what is no column, such as a path into JSON, all that take one value. */
export function operatorsFor(column: ModelField | undefined): readonly Operator[] {
  if (column === undefined) return OPERATORS.filter((operator) => shapeOf(operator) === 'one');
  return OPERATORS.filter((operator) => operator !== '$exists' && column.operators.includes(operator));
}

/** The value that a new condition on a column of that kind begins with; undefined where a person has to give one first. */
export function valueFor(kind: PortKind | undefined): Json | undefined {
  return kind === 'boolean' ? true : undefined;
}

/** The bounds of a range filter, whichever way they are written. */
export function boundsOf(value: Json | undefined): { min: Json; max: Json } {
  if (Array.isArray(value)) return { min: value[0] ?? null, max: value[1] ?? null };
  if (typeof value === 'object' && value !== null) return { min: value['min'] ?? null, max: value['max'] ?? null };
  return { min: null, max: null };
}
