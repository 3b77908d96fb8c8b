import type { NodeRunState, RunState } from './state';

export interface TimelineBar {
  node: string;
  state: NodeRunState;
  /** Where the bar begins and how long it is, in parts of the whole (0 to 1). */
  start: number;
  length: number;
}

const LEAST = 0.004;

/** A bar for every node that the run has come to, in the order in which they started; `total` in milliseconds. */
export function timelineBars(run: RunState, order: readonly string[], now: number): { bars: TimelineBar[]; total: number } {
  const started = (node: NodeRunState) => (node.startedAt ? Date.parse(node.startedAt) : Infinity);
  const place = new Map(order.map((id, index) => [id, index]));
  const entries = Object.entries(run.nodes).sort(
    ([a, one], [b, other]) => compare(started(one), started(other)) || compare(place.get(a) ?? Infinity, place.get(b) ?? Infinity),
  );
  const begin = Math.min(...entries.map(([, node]) => started(node)), run.startedAt ? Date.parse(run.startedAt) : Infinity);
  const end = run.finishedAt ? Date.parse(run.finishedAt) : Math.max(now, begin);
  const total = Math.max(end - begin, 1);
  return { total, bars: entries.map(([node, state]) => ({ node, state, ...extent(state, begin, end, total) })) };
}

function extent(node: NodeRunState, begin: number, end: number, total: number): { start: number; length: number } {
  if (!node.startedAt) return { start: 0, length: 0 };
  const from = Date.parse(node.startedAt);
  const to = node.durationMs !== null ? from + node.durationMs : node.finishedAt ? Date.parse(node.finishedAt) : end;
  const start = Math.min(Math.max((from - begin) / total, 0), 1 - LEAST);
  return { start, length: Math.min(Math.max((to - from) / total, LEAST), 1 - start) };
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
