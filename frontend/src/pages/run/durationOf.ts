import type { Run } from '../../api/types';
import type { RunState } from '../../domain/run/state';

/** How long the run took in ms; null while it goes on. */
export function durationOf(run: Pick<Run, 'duration_ms'>, picture: Pick<RunState, 'startedAt' | 'finishedAt'>): number | null {
  if (picture.finishedAt === null) return null;
  if (run.duration_ms !== null) return run.duration_ms;
  return picture.startedAt === null ? null : new Date(picture.finishedAt).getTime() - new Date(picture.startedAt).getTime();
}
