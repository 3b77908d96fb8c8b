import type { Operations } from '../../api/types';
import { formatNumber } from '../../ui/numbers/count';
import { type Column, ListTable } from '../../ui/table/ListTable';
import { RelativeTime } from '../../ui/time/RelativeTime';

type QueueRow = Operations['queue'][number];

const TENANT: Column<QueueRow> = { key: 'tenant', header: 'Tenant', cell: ({ tenant }) => tenant };

const COLUMNS: readonly Column<QueueRow>[] = [
  { key: 'priority', header: 'Priority', cell: ({ priority }) => formatNumber(priority) },
  { key: 'queued', header: 'Queued', width: '110px', align: 'end', cell: ({ queued }) => <Count value={queued} /> },
  { key: 'paused', header: 'Paused', width: '110px', align: 'end', cell: ({ paused }) => <Count value={paused} /> },
  { key: 'running', header: 'Running', width: '110px', align: 'end', cell: ({ running }) => <Count value={running} /> },
  {
    key: 'oldest',
    header: 'Waits longest',
    width: '160px',
    align: 'end',
    cell: ({ oldest_queued_at: at }) => (at ? <RelativeTime value={at} /> : <span className="faint">–</span>),
  },
];

interface Properties {
  readonly rows: readonly QueueRow[];
  readonly withTenant: boolean;
}

/** The open runs by tenant and priority. */
export function QueueTable({ rows, withTenant }: Properties) {
  const columns = withTenant ? [TENANT, ...COLUMNS] : COLUMNS;
  return <ListTable label="Queue" columns={columns} items={rows} keyOf={({ tenant, priority }) => `${tenant} ${priority}`} />;
}

const Count = ({ value }: { readonly value: number }) => (value ? formatNumber(value) : <span className="faint">0</span>);
