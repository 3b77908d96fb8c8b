import { ChevronLeftIcon } from '@radix-ui/react-icons';
import { Link } from 'react-router';

import type { Run } from '../../api/types';
import type { RunState } from '../../domain/run/state';
import { PausedChip } from '../../ui/status/PausedChip';
import { StatusChip } from '../../ui/status/StatusChip';
import { LiveDuration } from '../../ui/time/LiveDuration';
import { RelativeTime } from '../../ui/time/RelativeTime';
import { durationOf } from './durationOf';
import classes from './run.module.css';
import { RunActions } from './RunActions';

interface Properties {
  readonly run: Run;
  readonly picture: RunState;
}

/** Which run this is, how it stands, and what can be done about it. */
export function RunHeader({ run, picture }: Properties) {
  return (
    <header className={classes.header}>
      <Link to="/runs/" className={classes.back} aria-label="All runs">
        <ChevronLeftIcon />
      </Link>
      <h1 className={classes.title}>
        Run <span className="muted">#{run.id}</span>
      </h1>
      {picture.pausedBy === null ? <StatusChip status={picture.status} /> : <PausedChip by={picture.pausedBy} />}
      <span className={classes.facts}>
        {picture.startedAt === null ? null : (
          <span>
            <LiveDuration startedAt={picture.startedAt} duration={durationOf(run, picture)} />
          </span>
        )}
        <Link to={`/workflows/${run.workflow.id}/`} className={classes.workflow}>
          {run.workflow.name}
        </Link>
        <span>{run.version === null ? 'draft' : `v${run.version}`}</span>
        <span>{[run.trigger_kind, run.actor].filter(Boolean).join(' by ')}</span>
        <RelativeTime value={run.queued_at} />
      </span>
      <RunActions run={run} picture={picture} />
    </header>
  );
}
