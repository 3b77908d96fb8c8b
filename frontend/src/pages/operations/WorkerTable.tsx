import { Progress } from '@mantine/core';

import type { Operations } from '../../api/types';
import { Badge } from '../../ui/layout/Badge';
import { formatNumber } from '../../ui/numbers/count';
import { type Column, ListTable } from '../../ui/table/ListTable';
import { RelativeTime } from '../../ui/time/RelativeTime';
import classes from './operations.module.css';

type Worker = Operations['workers'][number];

const COLUMNS: readonly Column<Worker>[] = [
  { key: 'name', header: 'Worker', cell: (worker) => <Name worker={worker} /> },
  { key: 'running', header: 'Runs now', width: '220px', cell: (worker) => <Load worker={worker} /> },
  { key: 'since', header: 'Since', width: '140px', cell: ({ started_at: at }) => (at ? <RelativeTime value={at} /> : <Unknown />) },
  { key: 'seen', header: 'Last seen', width: '140px', cell: ({ seen_at: at }) => (at ? <RelativeTime value={at} /> : <Unknown />) },
];

export function WorkerTable({ workers }: { readonly workers: readonly Worker[] }) {
  return <ListTable label="Workers" columns={COLUMNS} items={workers} keyOf={({ name }) => name} />;
}

const Unknown = () => <span className="faint">not said</span>;

function Name({ worker }: { readonly worker: Worker }) {
  return (
    <span className={classes.name}>
      <code className="mono">{worker.name}</code>
      {worker.is_silent ? (
        <Badge tone="strong" title="It has not said for 15 s that it is there. Its runs are given to another worker when their lease ends.">
          Silent
        </Badge>
      ) : null}
    </span>
  );
}

function Load({ worker: { name, running, threads } }: { readonly worker: Worker }) {
  const words = threads === null ? formatNumber(running) : `${formatNumber(running)} of ${formatNumber(threads)}`;
  return (
    <span className={classes.load}>
      <span className={classes.loadWords}>{words}</span>
      {threads ? <Progress aria-label={`Load of ${name}`} value={(running / threads) * 100} size={4} className={classes.bar} /> : null}
    </span>
  );
}
