import type { RunEvent } from '../../api/types';
import type { Failure, Status } from '../api';

export type { RunEvent };

export interface NodeRunState {
  status: Status;
  startedAt: string | null;
  finishedAt: string | null;
  durationMs: number | null;
  rows: number | null;
  error: Failure | null;
  reason: string | null;
  /** How many of its tries have failed, those that no other try followed excepted. */
  failedTries: number;
  /** When its next try begins, where it waits for one. */
  nextTryAt: string | null;
  /** Whether it did not run here: what it came to was taken over from the run that this one repeats. */
  reused: boolean;
}

export interface RunState {
  run: number;
  status: Status;
  queuedAt: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  error: { message: string } | null;
  /** Who paused it, while it rests; null while it does not. */
  pausedBy: string | null;
  nodes: Readonly<Record<string, NodeRunState>>;
  /** Every event up to this one is in the picture. */
  lastSeq: number;
  /** The events in order, for the list that a person reads. */
  events: readonly RunEvent[];
  /** Events that came before their predecessors, by number. */
  early: Readonly<Record<number, RunEvent>>;
}

export const NEW_NODE: NodeRunState = {
  status: 'queued',
  startedAt: null,
  finishedAt: null,
  durationMs: null,
  rows: null,
  error: null,
  reason: null,
  failedTries: 0,
  nextTryAt: null,
  reused: false,
};

export function newRun(run: number): RunState {
  return {
    run,
    status: 'queued',
    queuedAt: null,
    startedAt: null,
    finishedAt: null,
    error: null,
    pausedBy: null,
    nodes: {},
    lastSeq: 0,
    events: [],
    early: {},
  };
}

export function isFinal(status: Status): boolean {
  return status !== 'queued' && status !== 'running';
}
