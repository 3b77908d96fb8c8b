import type { PortKind } from '../api';

const GLYPHS: Record<PortKind, string> = {
  row: '●',
  rows: '◎',
  text: 'T',
  number: '#',
  integer: '#',
  boolean: '◐',
  date: '◷',
  datetime: '◷',
  json: '{}',
  list: '[]',
  any: '∗',
};

/** The sign that tells a port's type without colour. */
export function portGlyph(kind: PortKind): string {
  return GLYPHS[kind];
}
