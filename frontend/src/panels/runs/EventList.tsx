import type { RunEvent } from '../../domain/run/state';
import { exactTime } from '../../ui/time/relative';
import classes from './runs.module.css';

const WORDS: Readonly<Record<string, string>> = {
  run_queued: 'Run queued',
  run_started: 'Run started',
  run_succeeded: 'Run succeeded',
  run_failed: 'Run failed',
  run_cancelled: 'Run cancelled',
  node_queued: 'queued',
  node_started: 'started',
  node_retried: 'failed, to be tried again',
  node_succeeded: 'succeeded',
  node_failed: 'failed',
  node_skipped: 'skipped',
  node_cancelled: 'cancelled',
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

function detailOf(event: RunEvent): string {
  const payload = event.payload ?? {};
  const error = payload['error'] as { message?: string } | null | undefined;
  const reason = payload['reason'];
  return error?.message ?? (typeof reason === 'string' ? reason : '');
}
