import type { NodeRunState } from '../../domain/run/state';
import { barOf } from '../../domain/run/timeline';
import { counted } from '../../ui/numbers/count';
import { formatDuration } from '../../ui/numbers/duration';
import { StatusIcon } from '../../ui/status/StatusIcon';
import { Tries } from '../../ui/status/Tries';
import { statusColor, STATUS_WORD } from '../../ui/status/words';
import classes from './timeline.module.css';

interface Properties {
  readonly name: string;
  readonly state: NodeRunState;
  readonly attempts: number;
  readonly scale: { readonly origin: number; readonly span: number; readonly now: number };
  readonly selected: boolean;
  readonly select: () => void;
}

export function TimelineRow({ name, state, attempts, scale, selected, select }: Properties) {
  const bar = barOf(state, scale.origin, scale.span, scale.now);
  const words = describe(state);
  const isTriedAgain = state.failedTries > 0 && (state.status === 'queued' || state.status === 'running');
  return (
    <li>
      <button type="button" className={classes.row} onClick={select} aria-pressed={selected} aria-label={`${name}: ${words}`}>
        <span className={classes.name}>
          <StatusIcon status={state.status} />
          <span>{name}</span>
        </span>
        {/* The space keeps the words apart for those who hear them. */ ' '}
        <span className={classes.track}>
          {bar ? (
            <span
              className={classes.bar}
              style={{ left: `${bar.left}%`, width: `max(3px, ${bar.width}%)`, background: statusColor(state.status) }}
            />
          ) : null}
        </span>
        <span className={classes.figure}>{isTriedAgain ? <Tries state={state} attempts={attempts} /> : words}</span>
      </button>
    </li>
  );
}

/** "14 ms · 1 row", or the status where there is no duration to tell. */
function describe({ status, durationMs, rows, reused }: NodeRunState): string {
  if (reused) return status === 'failed' ? 'failed, not run again' : 'not run again';
  if (durationMs === null || status === 'skipped') return STATUS_WORD[status].toLowerCase();
  return `${formatDuration(durationMs)}${rows === null ? '' : ` · ${counted(rows, 'row')}`}`;
}
