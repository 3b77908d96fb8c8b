import type { Json, PortKind } from '../api';
import type { Operator } from './model';

/** Read what a person typed as the value of a filter row, by the column's kind; text stays as it is, and nothing typed is no value. */
export function valueOfText(text: string, kind: PortKind, operator: Operator): Json | undefined {
  if (text.trim() === '') return undefined;
  if (operator === '$in' || operator === '$nin') {
    return text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => single(part, kind));
  }
  return single(text, kind);
}

/** The value of a condition after an edit: one that had a value stays a condition when it is emptied, so that no slip of a key widens a filter. */
export function valueAfterEdit(before: Json | undefined, after: Json | undefined): Json | undefined {
  return after === undefined && before !== undefined ? '' : after;
}

function single(text: string, kind: PortKind): Json {
  if (kind === 'number' || kind === 'integer') return Number.isFinite(Number(text)) ? Number(text) : text;
  if (kind === 'boolean') return text === 'true';
  return text;
}

/** The text that stands for a value in the row's field. */
export function textOfValue(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOfValue).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const ORDERED: readonly Operator[] = ['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin'];

/** The operators that make sense for a column of that kind. */
export function operatorsFor(kind: PortKind): readonly Operator[] {
  if (kind === 'boolean') return ['$eq', '$ne'];
  if (kind === 'json' || kind === 'list') return ['$eq', '$ne'];
  if (kind === 'text') return ['$eq', '$ne', '$in', '$nin', '$like', '$regex'];
  return ORDERED;
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
