import type { RunEvent } from '../../domain/run/state';
import { formatDuration } from '../../ui/numbers/duration';
import { exactTime } from '../../ui/time/relative';
import classes from './runs.module.css';

const WORDS: Readonly<Record<string, string>> = {
  run_queued: 'Run queued',
  run_paused: 'Run paused',
  run_resumed: 'Run resumed',
  run_started: 'Run started',
  run_succeeded: 'Run succeeded',
  run_failed: 'Run failed',
  run_cancelled: 'Run cancelled',
  node_queued: 'queued',
  node_started: 'started',
  node_retried: 'failed, is tried again',
  node_succeeded: 'succeeded',
  node_failed: 'failed',
  node_skipped: 'skipped',
  node_cancelled: 'cancelled',
  node_reused: 'not run again',
};

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});

/** The facts of a run in their order. */
export function EventList({ events }: { readonly events: readonly RunEvent[] }) {
  return (
    <ol className={classes.events}>
      {events.map((event) => (
        <li key={event.seq}>
          <span className={classes.seq}>{event.seq}</span>
          <time dateTime={event.at} title={exactTime(new Date(event.at))}>
            {clock.format(new Date(event.at))}
          </time>
          <span>
            {event.node ? <strong>{event.node} </strong> : null}
            {WORDS[event.type] ?? event.type}
            <span className="muted"> {detailOf(event)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** By whom, why, and what follows, as far as the event tells. */
function detailOf(event: RunEvent): string {
  const { actor, error, reason, rerun_of: repeated, delay_ms: delay, attempt, run } = (event.payload ?? {}) as Partial<Details>;
  return [
    actor && `by ${actor}`,
    repeated && `repeats run ${repeated}`,
    event.type === 'node_reused' && run && `taken over from run ${run}`,
    event.type === 'node_retried' && delay !== undefined && attempt && `try ${attempt + 1} in ${formatDuration(delay)}`,
    error?.message ?? reason,
  ]
    .filter(Boolean)
    .join(' · ');
}

interface Details {
  readonly actor: string;
  readonly error: { readonly message: string } | null;
  readonly reason: string;
  readonly rerun_of: number;
  readonly delay_ms: number;
  readonly attempt: number;
  readonly run: number;
}
