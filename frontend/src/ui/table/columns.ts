type Row = Readonly<Record<string, unknown>>;

/** The keys of all rows, in the order in which they first appear. */
export function columnsOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Text that spreadsheets paste as cells: tabs and line breaks inside values become spaces. */
export function toTabSeparated(rows: readonly Row[], columns: readonly string[]): string {
  const lines = rows.map((row) => columns.map((column) => cellText(row[column]).replace(/[\t\r\n]+/g, ' ')).join('\t'));
  return [columns.join('\t'), ...lines].join('\n');
}
