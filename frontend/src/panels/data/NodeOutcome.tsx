import type { NodeRunState } from '../../domain/run/state';
import { counted } from '../../ui/numbers/count';
import { StatusChip } from '../../ui/status/StatusChip';
import { LiveDuration } from '../../ui/time/LiveDuration';
import classes from './data.module.css';

/** How the node fared: status, duration, rows. */
export function NodeOutcome({ run, state }: { readonly run: number; readonly state: NodeRunState }) {
  return (
    <div className={classes.outcome}>
      <StatusChip status={state.status} />
      {state.startedAt ? (
        <span className="muted">
          <LiveDuration startedAt={state.startedAt} duration={state.durationMs} />
        </span>
      ) : null}
      {state.rows === null ? null : <span className="muted">{counted(state.rows, 'row')}</span>}
      {state.reason ? <span className="muted">{state.reason}</span> : null}
      <span className={classes.run}>Run {run}</span>
    </div>
  );
}
