type Row = Readonly<Record<string, unknown>>;

interface Rows {
  readonly rows: readonly Row[] | null;
  /** What the value holds besides its rows. */
  readonly rest: Row | null;
}

/** The rows in a value: those of a list of objects, or of one under `records`. */
export function rowsIn(value: unknown): Rows {
  if (isRows(value)) return { rows: value, rest: null };
  if (!isRow(value) || !isRows(value['records'])) return { rows: null, rest: null };
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'records'));
  return { rows: value['records'], rest: Object.keys(rest).length > 0 ? rest : null };
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRows(value: unknown): value is readonly Row[] {
  return Array.isArray(value) && value.every(isRow);
}
