import type { NodeRunDetail } from '../../api/types';
import { rowsIn } from '../../panels/data/rowsIn';
import { JsonTree } from '../../ui/json/JsonTree';
import { DataTable } from '../../ui/table/DataTable';
import { rowLinks } from './rowLinks';

interface Properties {
  readonly value: unknown;
  readonly label: string;
  readonly links?: NodeRunDetail['links'];
}

/** A value in its best form: rows as a table that leads to admin with what else there is beneath, anything else as a tree. */
export function ValueView({ value, label, links = [] }: Properties) {
  const { rows, rest } = rowsIn(value);
  if (!rows || rows.length === 0) return <JsonTree value={value} label={label} />;
  return (
    <>
      <DataTable rows={rows} label={label} linkOf={rowLinks(links)} />
      {rest ? (
        <div style={{ marginTop: 16 }}>
          <JsonTree value={rest} label={`the rest of the ${label}`} />
        </div>
      ) : null}
    </>
  );
}
