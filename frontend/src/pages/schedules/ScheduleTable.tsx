import { Link } from 'react-router';

import type { Trigger } from '../../api/types';
import { type Column, ListTable } from '../../ui/table/ListTable';
import { useMayEdit } from '../../ui/permission/useMayEdit';
import { RelativeTime } from '../../ui/time/RelativeTime';
import { NextTimes } from './NextTimes';
import { readParameters } from './parameters';
import { ScheduleMenu } from './ScheduleMenu';
import { ScheduleSwitch } from './ScheduleSwitch';
import classes from './schedules.module.css';

interface Properties {
  readonly triggers: readonly Trigger[];
  readonly edit: (trigger: Trigger) => void;
}

export function ScheduleTable({ triggers, edit }: Properties) {
  return <ListTable label="Schedules" columns={columns(edit)} items={triggers} keyOf={({ id }) => id} />;
}

const columns = (edit: Properties['edit']): readonly Column<Trigger>[] => [
  { key: 'on', header: 'On', width: '56px', cell: (trigger) => <ScheduleSwitch trigger={trigger} /> },
  { key: 'workflow', header: 'Workflow', cell: (trigger) => <WorkflowLink trigger={trigger} /> },
  { key: 'reading', header: 'When', cell: (trigger) => <When trigger={trigger} edit={edit} /> },
  { key: 'next', header: 'Next start', width: '128px', cell: (trigger) => <NextTimes trigger={trigger} /> },
  {
    key: 'last',
    header: 'Last start',
    width: '128px',
    wideOnly: true,
    cell: ({ last_due_at }) => (last_due_at ? <RelativeTime value={last_due_at} /> : <Never />),
  },
  { key: 'by', header: 'By', width: '96px', wideOnly: true, cell: ({ created_by }) => <span className="muted">{created_by}</span> },
  {
    key: 'menu',
    header: '',
    width: '52px',
    align: 'end',
    cell: (trigger) => <ScheduleMenu trigger={trigger} edit={() => edit(trigger)} />,
  },
];

const Never = () => <span className="faint">never</span>;

function WorkflowLink({ trigger }: { readonly trigger: Trigger }) {
  return (
    <Link to={`/workflows/${trigger.workflow.id}/`} className={classes.link}>
      {trigger.workflow.name}
    </Link>
  );
}

function When({ trigger, edit }: { readonly trigger: Trigger; readonly edit: Properties['edit'] }) {
  const { cron } = readParameters(trigger.parameters);
  const mayEdit = useMayEdit();
  return (
    <button
      type="button"
      className={classes.when}
      disabled={!mayEdit}
      onClick={() => edit(trigger)}
      title={mayEdit ? 'Change the schedule' : undefined}
    >
      <span title={trigger.reading}>{trigger.reading || cron}</span>
      {cron ? (
        <span className={classes.whenDetail}>
          <code className="mono">{cron}</code>
        </span>
      ) : null}
    </button>
  );
}
