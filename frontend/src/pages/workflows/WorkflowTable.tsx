import type { WorkflowSummary } from '../../api/types';
import { Badge } from '../../ui/layout/Badge';
import { type Column, ListTable } from '../../ui/table/ListTable';
import { RowLink } from '../../ui/table/RowLink';
import { RelativeTime } from '../../ui/time/RelativeTime';
import { RunStrip } from './RunStrip';
import classes from './workflows.module.css';
import { WorkflowMenu } from './WorkflowMenu';
import { WorkflowState } from './WorkflowState';

const COLUMNS: readonly Column<WorkflowSummary>[] = [
  { key: 'name', header: 'Name', cell: (workflow) => <Name workflow={workflow} /> },
  { key: 'state', header: 'State', width: '140px', cell: (workflow) => <WorkflowState workflow={workflow} /> },
  { key: 'runs', header: 'Last ten runs', width: '148px', cell: (workflow) => <RunStrip workflow={workflow} /> },
  {
    key: 'next',
    header: 'Next start',
    width: '116px',
    cell: ({ next_start }) => (next_start ? <RelativeTime value={next_start} /> : <None />),
  },
  { key: 'owner', header: 'Owner', width: '104px', wideOnly: true, cell: ({ owner }) => <span className="muted">{owner}</span> },
  { key: 'tags', header: 'Tags', width: '168px', wideOnly: true, cell: ({ tags }) => <Tags tags={tags} /> },
  {
    key: 'menu',
    header: <span className={classes.hidden}>Actions</span>,
    width: '52px',
    align: 'end',
    cell: (workflow) => <WorkflowMenu workflow={workflow} />,
  },
];

export function WorkflowTable({ workflows }: { readonly workflows: readonly WorkflowSummary[] }) {
  return <ListTable label="Workflows" columns={COLUMNS} items={workflows} keyOf={({ id }) => id} />;
}

function Name({ workflow }: { readonly workflow: WorkflowSummary }) {
  return (
    <RowLink to={`/workflows/${workflow.id}/`} className={classes.name}>
      <span className={classes.title}>{workflow.name}</span>
      {workflow.description ? <span className={classes.description}>{workflow.description}</span> : null}
    </RowLink>
  );
}

function Tags({ tags }: { readonly tags: readonly string[] }) {
  return (
    <span className={classes.tags}>
      {tags.map((tag) => (
        <Badge key={tag}>{tag}</Badge>
      ))}
    </span>
  );
}

const None = () => (
  <span className="faint" title="No schedule is on">
    –
  </span>
);
