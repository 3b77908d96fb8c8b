import type { Status } from '../../api/types';

export const STATUSES: readonly Status[] = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'skipped'];

export const STATUS_WORD: Readonly<Record<Status, string>> = {
  queued: 'Queued',
  running: 'Running',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Cancelled',
  skipped: 'Skipped',
};

export const statusColor = (status: Status): string => `var(--status-${status})`;

/** Whether a run of this status can still change. */
export const isLive = (status: Status): boolean => status === 'queued' || status === 'running';
