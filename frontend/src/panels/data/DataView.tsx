import { JsonTree } from '../../ui/json/JsonTree';
import { DataTable } from '../../ui/table/DataTable';
import classes from './data.module.css';
import { rowsIn } from './rowsIn';

/** A value as a person reads it best: rows as a table, what else there is as a tree that folds. */
export function DataView({ value, label }: { readonly value: unknown; readonly label: string }) {
  const { rows, rest } = rowsIn(value);
  if (!rows) return <JsonTree value={value} label={label} />;
  return (
    <>
      {rows.length > 0 ? <DataTable rows={rows} label={label} /> : <p className={classes.note}>No rows.</p>}
      {rest ? <JsonTree value={rest} label={`rest of the ${label}`} /> : null}
    </>
  );
}
