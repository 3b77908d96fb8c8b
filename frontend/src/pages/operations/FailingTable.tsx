import { Link } from 'react-router';

import type { Operations } from '../../api/types';
import { formatNumber } from '../../ui/numbers/count';
import { type Column, ListTable } from '../../ui/table/ListTable';
import { RelativeTime } from '../../ui/time/RelativeTime';
import classes from './operations.module.css';

type Failing = Operations['failing'][number];

const WORKFLOW: Column<Failing> = { key: 'workflow', header: 'Workflow', cell: (failing) => <Workflow failing={failing} /> };
const TENANT: Column<Failing> = { key: 'tenant', header: 'Tenant', width: '160px', cell: ({ tenant }) => tenant };

const COLUMNS: readonly Column<Failing>[] = [
  { key: 'failures', header: 'Failed runs', width: '110px', align: 'end', cell: ({ failures }) => formatNumber(failures) },
  { key: 'run', header: 'Last one', width: '110px', align: 'end', cell: ({ last_run: run }) => <Link to={`/runs/${run}/`}>#{run}</Link> },
  {
    key: 'at',
    header: 'Failed',
    width: '140px',
    align: 'end',
    cell: ({ last_failed_at: at }) => (at ? <RelativeTime value={at} /> : null),
  },
];

interface Properties {
  readonly workflows: readonly Failing[];
  readonly withTenant: boolean;
}

/** The workflows with failed runs, most failures first, and what the last one says. */
export function FailingTable({ workflows, withTenant }: Properties) {
  const columns = withTenant ? [WORKFLOW, TENANT, ...COLUMNS] : [WORKFLOW, ...COLUMNS];
  return <ListTable label="Failing workflows" columns={columns} items={workflows} keyOf={({ workflow_id: id }) => id} />;
}

function Workflow({ failing: { workflow_id: id, name, message } }: { readonly failing: Failing }) {
  return (
    <span className={classes.workflow}>
      <Link to={`/runs/?workflow=${id}&status=failed`} className={classes.link}>
        {name}
      </Link>
      {message ? (
        <span className={classes.message} title={message}>
          {message}
        </span>
      ) : null}
    </span>
  );
}
