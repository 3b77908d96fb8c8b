import { JsonTree } from '../../ui/json/JsonTree';
import { isBranch, isTable } from '../../ui/json/shape';
import { DataTable } from '../../ui/table/DataTable';

interface Properties {
  readonly value: unknown;
  readonly label: string;
}

/** A value in its best form: rows as a table with what else there is beneath, anything else as a tree. */
export function ValueView({ value, label }: Properties) {
  const [name, rows] = rowsIn(value);
  if (rows === null) return <JsonTree value={value} label={label} />;
  const rest = isBranch(value) && !Array.isArray(value) ? Object.entries(value).filter(([key]) => key !== name) : [];
  return (
    <>
      <DataTable rows={rows} label={label} />
      {rest.length > 0 ? (
        <div style={{ marginTop: 16 }}>
          <JsonTree value={Object.fromEntries(rest)} label={`the rest of the ${label}`} />
        </div>
      ) : null}
    </>
  );
}

/** The rows that a value is, or has under one of its names. */
function rowsIn(value: unknown): [string, Readonly<Record<string, unknown>>[]] | [null, null] {
  if (isTable(value)) return ['', value];
  if (!isBranch(value) || Array.isArray(value)) return [null, null];
  for (const [name, child] of Object.entries(value)) if (isTable(child)) return [name, child];
  return [null, null];
}
