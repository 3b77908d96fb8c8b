import type { Failure, Status } from '../api';
import { isFinal, NEW_NODE, type NodeRunState, type RunEvent, type RunState } from './state';

const RUN_STATUS: Record<string, Status> = {
  run_queued: 'queued',
  run_paused: 'queued',
  run_resumed: 'queued',
  run_started: 'running',
  run_succeeded: 'succeeded',
  run_failed: 'failed',
  run_cancelled: 'cancelled',
};
const NODE_STATUS: Record<string, Status> = {
  node_queued: 'queued',
  node_started: 'running',
  node_retried: 'queued',
  node_succeeded: 'succeeded',
  node_failed: 'failed',
  node_skipped: 'skipped',
  node_cancelled: 'cancelled',
};

/** Take in events in any order: doubles are dropped, early ones kept until those before them have come. */
export function applyEvents(state: RunState, events: readonly RunEvent[]): RunState {
  const early = new Map(Object.entries(state.early).map(([seq, event]) => [Number(seq), event]));
  for (const event of events) {
    if (event.run === state.run && event.seq > state.lastSeq && !early.has(event.seq)) early.set(event.seq, event);
  }
  let current: RunState = state;
  for (let next = early.get(current.lastSeq + 1); next; next = early.get(current.lastSeq + 1)) {
    early.delete(next.seq);
    current = applyEvent(current, next);
  }
  return { ...current, early: Object.fromEntries(early) };
}

/** The first event that is missing although later ones have come; null where there is no gap. */
export function missingFrom(state: RunState): number | null {
  return Object.keys(state.early).length > 0 ? state.lastSeq + 1 : null;
}

function applyEvent(state: RunState, event: RunEvent): RunState {
  const seen = { ...state, lastSeq: event.seq, events: [...state.events, event] };
  const runStatus = RUN_STATUS[event.type];
  if (runStatus) return withRunStatus(seen, runStatus, event);
  const nodeStatus = event.type === 'node_reused' ? (event.payload?.['status'] as Status) : NODE_STATUS[event.type];
  if (!nodeStatus || event.node === null) return seen;
  const before = state.nodes[event.node] ?? NEW_NODE;
  return { ...seen, nodes: { ...state.nodes, [event.node]: withNodeStatus(before, nodeStatus, event) } };
}

function withRunStatus(state: RunState, status: Status, event: RunEvent): RunState {
  return {
    ...state,
    status,
    queuedAt: status === 'queued' ? event.at : state.queuedAt,
    pausedBy: event.type === 'run_paused' ? ((event.payload?.['actor'] as string | undefined) ?? '') : null,
    startedAt: status === 'running' ? event.at : state.startedAt,
    finishedAt: isFinal(status) ? event.at : null,
    error: (event.payload?.['error'] as { message: string } | undefined) ?? null,
  };
}

function withNodeStatus(before: NodeRunState, status: Status, event: RunEvent): NodeRunState {
  const payload = event.payload ?? {};
  return {
    status,
    startedAt: status === 'running' ? event.at : status === 'queued' ? null : before.startedAt,
    finishedAt: isFinal(status) ? event.at : null,
    durationMs: (payload['duration_ms'] as number | undefined) ?? null,
    rows: (payload['rows'] as number | null | undefined) ?? null,
    error: (payload['error'] as Failure | undefined) ?? null,
    reason: (payload['reason'] as string | undefined) ?? null,
    failedTries: event.type === 'node_retried' ? (payload['attempt'] as number) : before.failedTries,
    nextTryAt: event.type === 'node_retried' ? nextTry(event) : null,
    reused: event.type === 'node_reused',
  };
}

function nextTry({ at, payload }: RunEvent): string {
  return new Date(Date.parse(at) + (payload?.['delay_ms'] as number)).toISOString();
}
