import type { Failure, Status } from '../api';
import { newRun, type NodeRunState, type RunState } from './state';

/** A run as the server tells it at one moment. */
export interface RunSnapshot {
  id: number;
  status: Status;
  queued_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  error: { message: string } | null;
  last_seq: number;
  nodes: readonly {
    node: string;
    status: Status;
    started_at: string | null;
    finished_at: string | null;
    duration_ms: number | null;
    rows: number | null;
    error: Failure | null;
  }[];
}

/** The picture of a run that was taken from the server, to be carried on by events after `last_seq`. */
export function fromSnapshot(snapshot: RunSnapshot): RunState {
  const nodes: Record<string, NodeRunState> = {};
  for (const node of snapshot.nodes) {
    nodes[node.node] = {
      status: node.status,
      startedAt: node.started_at,
      finishedAt: node.finished_at,
      durationMs: node.duration_ms,
      rows: node.rows,
      error: node.error,
      reason: null,
    };
  }
  return {
    ...newRun(snapshot.id),
    status: snapshot.status,
    queuedAt: snapshot.queued_at,
    startedAt: snapshot.started_at,
    finishedAt: snapshot.finished_at,
    error: snapshot.error,
    nodes,
    lastSeq: snapshot.last_seq,
  };
}
