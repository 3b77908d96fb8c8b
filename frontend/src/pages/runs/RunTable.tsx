import { Link } from 'react-router';

import type { RunSummary } from '../../api/types';
import { PausedChip } from '../../ui/status/PausedChip';
import { StatusChip } from '../../ui/status/StatusChip';
import { type Column, ListTable } from '../../ui/table/ListTable';
import { RowLink } from '../../ui/table/RowLink';
import { LiveDuration } from '../../ui/time/LiveDuration';
import { RelativeTime } from '../../ui/time/RelativeTime';
import { TRIGGER_WORD } from './filters';
import classes from './runs.module.css';

const COLUMNS: readonly Column<RunSummary>[] = [
  { key: 'id', header: 'Run', width: '88px', cell: (run) => <RunLink run={run} /> },
  { key: 'status', header: 'Status', width: '124px', cell: (run) => <Status run={run} /> },
  { key: 'workflow', header: 'Workflow', cell: (run) => <WorkflowCell run={run} /> },
  {
    key: 'version',
    header: 'Version',
    width: '80px',
    cell: ({ version }) => <span className="muted">{version === null ? 'Draft' : `v${version}`}</span>,
  },
  { key: 'trigger', header: 'Started by', width: '168px', cell: (run) => <StartedBy run={run} /> },
  { key: 'queued', header: 'Queued', width: '116px', cell: ({ queued_at }) => <RelativeTime value={queued_at} /> },
  {
    key: 'duration',
    header: 'Duration',
    width: '104px',
    align: 'end',
    cell: (run) => <LiveDuration startedAt={run.started_at} duration={run.duration_ms} />,
  },
];

export function RunTable({ runs }: { readonly runs: readonly RunSummary[] }) {
  return <ListTable label="Runs" columns={COLUMNS} items={runs} keyOf={({ id }) => id} />;
}

function Status({ run }: { readonly run: RunSummary }) {
  return run.status === 'queued' && run.paused_at !== null ? <PausedChip /> : <StatusChip status={run.status} />;
}

function RunLink({ run }: { readonly run: RunSummary }) {
  return (
    <RowLink to={`/runs/${run.id}/`} className={classes.run}>
      #{run.id}
    </RowLink>
  );
}

function WorkflowCell({ run }: { readonly run: RunSummary }) {
  return (
    <span className={classes.workflow}>
      <Link to={`/workflows/${run.workflow.id}/`} className={classes.workflowName}>
        {run.workflow.name}
      </Link>
      {run.error ? (
        <span className={classes.error} title={run.error.message}>
          {run.error.message}
        </span>
      ) : null}
    </span>
  );
}

function StartedBy({ run }: { readonly run: RunSummary }) {
  return (
    <span>
      {TRIGGER_WORD[run.trigger_kind] ?? run.trigger_kind} {run.actor ? <span className="muted">· {run.actor}</span> : null}
    </span>
  );
}
