import type { PortKind } from '../../api/types';
import classes from './ports.module.css';

const GLYPHS: Readonly<Record<PortKind, string>> = {
  row: '○',
  rows: '◎',
  number: '#',
  integer: '#',
  text: 'T',
  boolean: '◐',
  date: '◷',
  datetime: '◷',
  json: '{}',
  list: '[]',
  any: '∗',
};

/** The sign of what travels through a port, told apart by shape and never by colour. */
export function PortGlyph({ kind }: { readonly kind: PortKind }) {
  return (
    <span className={classes.glyph} aria-hidden>
      {GLYPHS[kind]}
    </span>
  );
}
