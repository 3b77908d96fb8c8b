import type { ReactNode } from 'react';

import classes from './table.module.css';

export interface Column<Item> {
  readonly key: string;
  readonly header: ReactNode;
  readonly cell: (item: Item) => ReactNode;
  readonly align?: 'end';
  /** A CSS width; columns without one share what is left. */
  readonly width?: string;
  /** Left out where the screen is narrower than 1000 px. */
  readonly wideOnly?: boolean;
}

interface Properties<Item> {
  readonly columns: readonly Column<Item>[];
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => number | string;
  readonly label: string;
}

/** A list of things that a person works with, a row each, its head always in sight. */
export function ListTable<Item>({ columns, items, keyOf, label }: Properties<Item>) {
  const attributes = (column: Column<Item>) => ({ 'data-align': column.align, 'data-wide-only': column.wideOnly || undefined });
  return (
    <table className={classes.list} aria-label={label}>
      <colgroup>
        {columns.map((column) => (
          <col key={column.key} style={{ width: column.width }} {...attributes(column)} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" {...attributes(column)}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={keyOf(item)}>
            {columns.map((column) => (
              <td key={column.key} {...attributes(column)}>
                {column.cell(item)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
