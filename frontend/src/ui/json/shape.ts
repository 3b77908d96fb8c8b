export type Branch = readonly unknown[] | Readonly<Record<string, unknown>>;
export type LeafKind = 'text' | 'number' | 'boolean' | 'empty';

/** How many entries of a long list are drawn at a time. */
export const PAGE = 100;

export const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null;

/** Whether a value is a branch with nothing in it, which is drawn on one line. */
export const isBare = (value: unknown): boolean => isBranch(value) && entriesOf(value).length === 0;

/** The entries of an object by key, or of a list by place. */
export function entriesOf(value: Branch): readonly (readonly [string, unknown])[] {
  return Array.isArray(value) ? value.map((item: unknown, index) => [String(index), item] as const) : Object.entries(value);
}

export function kindOfLeaf(value: unknown): LeafKind {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'empty';
}

/** Whether a value is best read as a table: a list, not empty, of nothing but objects. */
export function isTable(value: unknown): value is Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) && value.length > 0 && value.every((row) => isBranch(row) && !Array.isArray(row));
}
