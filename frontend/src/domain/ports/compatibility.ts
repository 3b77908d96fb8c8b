import type { PortKind, PortType } from '../api';

const WORDS: Record<PortKind, string> = {
  row: 'a row',
  rows: 'a list of rows',
  text: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'a yes/no value',
  date: 'a date',
  datetime: 'a date with a time',
  json: 'JSON',
  list: 'a list',
  any: 'any value',
};

/** Kinds that take or give every other kind; what is really in them is checked when the run is there. */
const OPEN: ReadonlySet<PortKind> = new Set<PortKind>(['any', 'json']);

/** Conversions that lose nothing, as `from>to`. */
const WIDENING: ReadonlySet<string> = new Set(['integer>number', 'integer>text', 'rows>list', 'list>rows']);

const LOSSY: Readonly<Record<string, string>> = {
  'number>integer': 'A number may have decimals, which a whole number would lose.',
  'datetime>date': 'A date with a time would lose its time as a date.',
  'date>datetime': 'A date says no time, and a date with a time needs one.',
};

/** Why what comes out of one port may not go into the other, in one sentence; null where it may. The server has the same rule. */
export function mismatch(source: PortType, target: PortType): string | null {
  if (OPEN.has(source.kind) || OPEN.has(target.kind)) return null;
  if (source.kind === target.kind) return otherModel(source, target);
  const way = `${source.kind}>${target.kind}`;
  if (WIDENING.has(way)) return null;
  return LOSSY[way] ?? `${capitalised(WORDS[source.kind])} is not ${WORDS[target.kind]}.`;
}

/** Rows must be of one model; an id goes only where an id of the same model is wanted, or where any value of its kind is. */
function otherModel(source: PortType, target: PortType): string | null {
  if (source.model === null || target.model === null || source.model === target.model) return null;
  const wantsRow = target.kind === 'row' || target.kind === 'rows';
  const wantsId = source.field === 'id' && target.field === 'id';
  if (!wantsRow && !wantsId) return null;
  return `${source.label} is not ${target.label}: one is of ${shortName(source.model)}, the other of ${shortName(target.model)}.`;
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `catalog.Product` → `Product`. */
export function shortName(model: string): string {
  return model.slice(model.lastIndexOf('.') + 1);
}
