import { Link } from 'react-router';

import type { Operations } from '../../api/types';
import { formatNumber } from '../../ui/numbers/count';
import { StatusChip } from '../../ui/status/StatusChip';
import { type Column, ListTable } from '../../ui/table/ListTable';
import { RelativeTime } from '../../ui/time/RelativeTime';

type Expiry = Operations['expiries'][number];

const TENANT: Column<Expiry> = { key: 'tenant', header: 'Tenant', width: '160px', cell: ({ tenant }) => tenant };
const RUN: Column<Expiry> = { key: 'run', header: 'Run', width: '110px', cell: ({ run }) => <Link to={`/runs/${run}/`}>#{run}</Link> };
const WORKFLOW: Column<Expiry> = { key: 'workflow', header: 'Workflow', cell: ({ workflow }) => workflow };

const COLUMNS: readonly Column<Expiry>[] = [
  { key: 'status', header: 'Now', width: '140px', cell: ({ status }) => <StatusChip status={status} /> },
  { key: 'crashes', header: 'Times', width: '90px', align: 'end', cell: ({ crashes }) => formatNumber(crashes) },
  { key: 'at', header: 'Taken back', width: '140px', align: 'end', cell: ({ at }) => (at ? <RelativeTime value={at} /> : null) },
];

interface Properties {
  readonly expiries: readonly Expiry[];
  readonly withTenant: boolean;
}

/** The newest runs that were taken back from a worker that fell silent. */
export function ExpiryTable({ expiries, withTenant }: Properties) {
  const columns = withTenant ? [RUN, WORKFLOW, TENANT, ...COLUMNS] : [RUN, WORKFLOW, ...COLUMNS];
  return <ListTable label="Runs that lost their worker" columns={columns} items={expiries} keyOf={({ run }) => run} />;
}
