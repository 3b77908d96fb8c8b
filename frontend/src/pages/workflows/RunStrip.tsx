import { Tooltip } from '@mantine/core';
import { Link } from 'react-router';

import type { LastRun, WorkflowSummary } from '../../api/types';
import { formatDuration } from '../../ui/numbers/duration';
import { STATUS_WORD } from '../../ui/status/words';
import { relativeTime } from '../../ui/time/relative';
import classes from './workflows.module.css';

const PLACES = 10;

/** The last ten runs, oldest first, a tick each that leads to its run; ticks differ in height as well as colour. */
export function RunStrip({ workflow }: { readonly workflow: WorkflowSummary }) {
  const missing = Math.max(PLACES - workflow.last_runs.length, 0);
  return (
    <span className={classes.strip} role="group" aria-label={`Last runs of ${workflow.name}`}>
      {Array.from({ length: missing }, (_, place) => (
        <span key={place} className={classes.noTick} aria-hidden />
      ))}
      {workflow.last_runs.map((run) => (
        <Tick key={run.id} run={run} />
      ))}
    </span>
  );
}

function Tick({ run }: { readonly run: LastRun }) {
  const words = describe(run, new Date());
  return (
    <Tooltip label={words} openDelay={80}>
      <Link to={`/runs/${run.id}/`} className={classes.tick} data-status={run.status} aria-label={words} />
    </Tooltip>
  );
}

/** "Run 214 succeeded in 1.2 s, 3 min. ago". */
export function describe(run: LastRun, now: Date): string {
  const duration = run.duration_ms === null ? '' : ` in ${formatDuration(run.duration_ms)}`;
  return `Run ${run.id} ${STATUS_WORD[run.status].toLowerCase()}${duration}, ${relativeTime(new Date(run.queued_at), now)}`;
}
