import type { NodeRunDetail } from '../../domain/api';
import { JsonTree } from '../../ui/json/JsonTree';
import { DataTable } from '../../ui/table/DataTable';
import classes from './data.module.css';
import { rowLinks } from './rowLinks';
import { rowsIn } from './rowsIn';

interface Properties {
  readonly value: unknown;
  readonly label: string;
  /** Where its rows are in admin. */
  readonly links?: NodeRunDetail['links'];
}

/** A value as a person reads it best: rows as a table that leads to admin, what else there is as a tree that folds. */
export function DataView({ value, label, links = [] }: Properties) {
  const { rows, rest } = rowsIn(value);
  if (!rows) return <JsonTree value={value} label={label} />;
  return (
    <div className={classes.data}>
      {rows.length > 0 ? <DataTable rows={rows} label={label} linkOf={rowLinks(links)} /> : <p className={classes.note}>No rows.</p>}
      {rest ? <JsonTree value={rest} label={`rest of the ${label}`} /> : null}
    </div>
  );
}
