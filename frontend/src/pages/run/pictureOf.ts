import type { NodeRun, Run } from '../../api/types';
import { newRun, type NodeRunState, type RunState } from '../../domain/run/state';

/** A run as the server told it, in the shape in which events carry it on. */
export function pictureOf(run: Run): RunState {
  return {
    ...newRun(run.id),
    status: run.status,
    queuedAt: run.queued_at,
    startedAt: run.started_at,
    finishedAt: run.finished_at,
    error: run.error,
    pausedBy: run.status === 'queued' && run.paused_at !== null ? run.paused_by : null,
    nodes: Object.fromEntries(run.nodes.map((node) => [node.node, stateOf(node)])),
    lastSeq: run.last_seq,
  };
}

const stateOf = (node: NodeRun): NodeRunState => ({
  status: node.status,
  startedAt: node.started_at,
  finishedAt: node.finished_at,
  durationMs: node.duration_ms,
  rows: node.rows,
  error: node.error,
  reason: null,
  failedTries: 0,
  nextTryAt: null,
  reused: node.reused,
});
