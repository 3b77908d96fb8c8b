import { useState } from 'react';

import { CopyButton } from '../layout/CopyButton';
import { counted } from '../numbers/count';
import { columnsOf, toTabSeparated } from './columns';
import { DataCell } from './DataCell';
import { LinkCell } from './LinkCell';
import classes from './table.module.css';

const PAGE = 100;

type Row = Readonly<Record<string, unknown>>;

interface Properties {
  readonly rows: readonly Row[];
  readonly label: string;
  /** Where a row is in admin, if it is known. */
  readonly linkOf?: ((row: Row) => string | undefined) | undefined;
}

/** Rows of data as they are: a column a key, the head stays in sight, each value can be copied. */
export function DataTable({ rows, label, linkOf }: Properties) {
  const [shown, setShown] = useState(PAGE);
  const columns = columnsOf(rows);
  return (
    <div className={classes.data}>
      <div className={classes.dataBar}>
        <span className="muted">{counted(rows.length, 'row')}</span>
        <CopyButton text={() => toTabSeparated(rows, columns)} label={`Copy ${label} for a spreadsheet`} />
      </div>
      {/* A box that scrolls must be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.scroll} tabIndex={0} role="region" aria-label={label}>
        <table className={classes.dataTable}>
          <thead>
            <tr>
              {linkOf ? <th aria-label="In admin" /> : null}
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row, index) => (
              <tr key={index}>
                {linkOf ? <LinkCell url={linkOf(row)} /> : null}
                {columns.map((column) => (
                  <DataCell key={column} value={row[column]} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown ? (
        <button type="button" className={classes.more} onClick={() => setShown(shown + PAGE)}>
          Show {counted(Math.min(PAGE, rows.length - shown), 'more row')}
        </button>
      ) : null}
    </div>
  );
}
