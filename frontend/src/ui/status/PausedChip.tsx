import classes from './status.module.css';

interface Properties {
  /** Who paused it, where that is known. */
  readonly by?: string;
}

/** Said of a run that rests, in place of its status. */
export function PausedChip({ by }: Properties) {
  return (
    <span className={classes.chip} data-status="paused" title={by ? `Paused by ${by}` : undefined}>
      <svg className={classes.icon} style={{ color: 'var(--status-queued)' }} width={14} height={14} viewBox="0 0 16 16" aria-hidden>
        <circle cx="8" cy="8" r="6" />
        <path d="M6.4 5.8v4.4M9.6 5.8v4.4" />
      </svg>
      Paused
    </span>
  );
}
