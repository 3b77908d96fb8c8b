import { isFinal, NEW_NODE, type NodeRunState, type RunState } from './state';

export interface TimelineRow {
  readonly id: string;
  /** What a person calls the node. */
  readonly name: string;
  readonly state: NodeRunState;
}

export interface Bar {
  /** Where it begins and how long it is, in percent of the timeline. */
  readonly left: number;
  readonly width: number;
}

const TICKS = 6;

/**
 * The nodes of a run in the order in which they began, then those that have not, as drawn. A node that the run never came to is left out
 * once the run is over; one that has gone from the drawing since goes by its id.
 */
export function timelineRows(run: RunState, drawn: readonly { readonly id: string; readonly name: string }[]): TimelineRow[] {
  const known = new Set(drawn.map(({ id }) => id));
  const gone = Object.keys(run.nodes)
    .filter((id) => !known.has(id))
    .map((id) => ({ id, name: id }));
  const rows = [...drawn, ...gone].flatMap(({ id, name }): TimelineRow[] => {
    const state = run.nodes[id] ?? (isFinal(run.status) ? null : NEW_NODE);
    return state ? [{ id, name: name || id, state }] : [];
  });
  return rows.sort((one, other) => (begin(one.state) === begin(other.state) ? 0 : begin(one.state) - begin(other.state)));
}

/** When the run began, in ms since the epoch; `now` before it has. */
export function originOf(run: RunState, now: number): number {
  const first = Math.min(...Object.values(run.nodes).map(begin));
  return Math.min(first, run.startedAt === null ? (Number.isFinite(first) ? first : now) : Date.parse(run.startedAt));
}

/** When the last node that has begun ended, or `now` where one still runs; ms from `origin`, at least 1. */
export function spanOf(nodes: Iterable<NodeRunState>, origin: number, now: number): number {
  const ends = [...nodes].filter(({ startedAt }) => startedAt !== null).map((node) => endOf(node, now) - origin);
  return Math.max(1, ...ends);
}

export function barOf(node: NodeRunState, origin: number, span: number, now: number): Bar | null {
  if (node.startedAt === null) return null;
  const start = Date.parse(node.startedAt);
  const left = Math.min(Math.max(((start - origin) / span) * 100, 0), 100);
  return { left, width: Math.min(((endOf(node, now) - start) / span) * 100, 100 - left) };
}

/** Round moments, in whole ms from the beginning, that divide a span into at most six parts. */
export function ticksOf(span: number): number[] {
  const rough = Math.max(span / TICKS, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? span;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => index * step);
}

function begin(node: NodeRunState): number {
  return node.startedAt === null ? Infinity : Date.parse(node.startedAt);
}

function endOf(node: NodeRunState, now: number): number {
  const start = node.startedAt === null ? now : Date.parse(node.startedAt);
  if (node.durationMs !== null) return start + node.durationMs;
  return node.finishedAt === null ? Math.max(now, start) : Date.parse(node.finishedAt);
}
