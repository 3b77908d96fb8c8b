import type { NodeRunState } from '../../domain/run/state';

export interface Bar {
  /** Where it begins and how long it is, in percent of the timeline. */
  readonly left: number;
  readonly width: number;
}

const TICKS = 6;

/** When the last node that has begun ended, or `now` where one still runs; ms from `origin`, at least 1. */
export function spanOf(nodes: Iterable<NodeRunState>, origin: number, now: number): number {
  const ends = [...nodes].filter(({ startedAt }) => startedAt !== null).map((node) => endOf(node, now) - origin);
  return Math.max(1, ...ends);
}

export function barOf(node: NodeRunState, origin: number, span: number, now: number): Bar | null {
  if (node.startedAt === null) return null;
  const start = new Date(node.startedAt).getTime();
  const left = Math.min(Math.max(((start - origin) / span) * 100, 0), 100);
  return { left, width: Math.min(((endOf(node, now) - start) / span) * 100, 100 - left) };
}

function endOf(node: NodeRunState, now: number): number {
  const start = new Date(node.startedAt ?? now).getTime();
  if (node.durationMs !== null) return start + node.durationMs;
  return node.finishedAt === null ? Math.max(now, start) : new Date(node.finishedAt).getTime();
}

/** Round moments, in ms from the beginning, that divide a span into at most six parts. */
export function ticksOf(span: number): number[] {
  const rough = span / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? span;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => index * step);
}
