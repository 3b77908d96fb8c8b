import type { ReactElement } from 'react';

import type { Status } from '../../api/types';
import classes from './status.module.css';
import { statusColor } from './words';

const SHAPES: Readonly<Record<Status, ReactElement>> = {
  queued: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.8V8l2.2 1.4" />
    </>
  ),
  running: (
    <>
      <circle cx="8" cy="8" r="6" opacity="0.25" />
      <path className={classes.arc} d="M8 2a6 6 0 0 1 6 6" />
    </>
  ),
  succeeded: (
    <>
      <circle cx="8" cy="8" r="6" fill="currentColor" />
      <path className={classes.cut} d="m5.4 8.2 1.8 1.8 3.4-3.8" />
    </>
  ),
  failed: (
    <>
      <circle cx="8" cy="8" r="6" fill="currentColor" />
      <path className={classes.cut} d="m5.9 5.9 4.2 4.2m0-4.2-4.2 4.2" />
    </>
  ),
  skipped: (
    <>
      <circle cx="8" cy="8" r="6" strokeDasharray="2.2 1.57" />
      <path d="M5.6 8h4.8" />
    </>
  ),
  cancelled: (
    <>
      <circle cx="8" cy="8" r="6" />
      <rect x="5.9" y="5.9" width="4.2" height="4.2" rx="0.6" fill="currentColor" stroke="none" />
    </>
  ),
};

interface Properties {
  readonly status: Status;
  readonly size?: number;
}

/** The sign of a status; always put a word or a label beside it. */
export function StatusIcon({ status, size = 14 }: Properties) {
  return (
    <svg className={classes.icon} style={{ color: statusColor(status) }} width={size} height={size} viewBox="0 0 16 16" aria-hidden>
      {SHAPES[status]}
    </svg>
  );
}
