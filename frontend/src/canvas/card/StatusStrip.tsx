import type { NodeRunState } from '../../domain/run/state';
import { counted } from '../../ui/numbers/count';
import { StatusIcon } from '../../ui/status/StatusIcon';
import { Tries } from '../../ui/status/Tries';
import { STATUS_WORD } from '../../ui/status/words';
import { LiveDuration } from '../../ui/time/LiveDuration';
import classes from './card.module.css';
import { WarningSign } from './WarningSign';

interface Properties {
  readonly state: NodeRunState | undefined;
  /** How often the node is tried in all. */
  readonly attempts: number;
  readonly problem: string | null;
  readonly detail: string | null;
  /** What is said where there is neither a run nor a problem. */
  readonly idle: string;
}

/** The last line of a card: how the node fares in the run, or what keeps it from running. */
export function StatusStrip({ state, attempts, problem, detail, idle }: Properties) {
  if (!state && problem) {
    return (
      <div className={classes.status} data-tone="warning" title={detail ?? problem}>
        <WarningSign />
        <span className={classes.statusText}>{problem}</span>
      </div>
    );
  }
  if (!state) return <div className={classes.status}>{idle}</div>;
  return (
    <div className={classes.status} data-tone={state.status} title={state.error?.message ?? state.reason ?? undefined}>
      <StatusIcon status={state.status} size={12} />
      <span className={classes.statusText}>
        <StatusText state={state} attempts={attempts} />
      </span>
    </div>
  );
}

function StatusText({ state, attempts }: { readonly state: NodeRunState; readonly attempts: number }) {
  if (state.status === 'failed') return state.error?.message ?? STATUS_WORD.failed;
  if (state.reused) return 'Not run again';
  if (state.status === 'queued' && state.failedTries > 0) return <Tries state={state} attempts={attempts} />;
  if (state.status !== 'running' && state.status !== 'succeeded') return STATUS_WORD[state.status];
  return (
    <>
      {state.status === 'running' ? `${STATUS_WORD.running} · ` : null}
      <LiveDuration startedAt={state.startedAt} duration={state.durationMs} />
      {state.status === 'running' && state.failedTries > 0 ? (
        <>
          {' · '}
          <Tries state={state} attempts={attempts} />
        </>
      ) : null}
      {state.rows === null ? null : ` · ${counted(state.rows, 'row')}`}
    </>
  );
}
