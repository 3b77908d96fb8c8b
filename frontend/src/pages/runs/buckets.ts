import type { RunSummary, Status } from '../../api/types';

export interface Bucket {
  /** The beginning, in ms since the epoch. */
  readonly from: number;
  readonly counts: Readonly<Partial<Record<Status, number>>>;
  readonly total: number;
}

/** From the bottom of a bar to its top. */
export const STACK: readonly Status[] = ['succeeded', 'running', 'queued', 'cancelled', 'failed'];

const MINUTE = 60_000;
const STEPS = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1440, 2880, 10_080].map(
  (minutes) => minutes * MINUTE,
);

/** Runs counted by status in `places` equal spans of a round length that end now and reach back to the oldest run. */
export function bucketRuns(runs: readonly Pick<RunSummary, 'queued_at' | 'status'>[], now: number, places: number): Bucket[] {
  const moments = runs.map(({ queued_at }) => new Date(queued_at).getTime());
  const span = now - Math.min(now - MINUTE, ...moments);
  const step = STEPS.find((length) => length * (places - 1) >= span) ?? Math.ceil(span / (places - 1));
  const end = Math.ceil(now / step) * step;
  return Array.from({ length: places }, (_, place) => {
    const from = end - (places - place) * step;
    return bucket(
      from,
      runs.filter((_run, index) => isWithin(moments[index], from, step)),
    );
  });
}

const isWithin = (moment: number | undefined, from: number, step: number): boolean =>
  moment !== undefined && moment >= from && moment < from + step;

function bucket(from: number, runs: readonly Pick<RunSummary, 'status'>[]): Bucket {
  const counts: Partial<Record<Status, number>> = {};
  for (const { status } of runs) counts[status] = (counts[status] ?? 0) + 1;
  return { from, counts, total: runs.length };
}
