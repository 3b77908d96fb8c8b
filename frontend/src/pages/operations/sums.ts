import type { Operations } from '../../api/types';

/** After how many seconds a start that is due counts as late: a tick comes every second. */
const LATE = 5;

/** How many workers live, how many runs they execute at once, and how many fell silent. */
export function livelyOf(workers: Operations['workers']): { live: number; threads: number; silent: number } {
  const live = workers.filter((worker) => !worker.is_silent);
  const threads = live.reduce((sum, worker) => sum + (worker.threads ?? 0), 0);
  return { live: live.length, threads, silent: workers.length - live.length };
}

/** The open runs of all rows. */
export function sumOf(queue: Operations['queue']): { queued: number; paused: number; running: number } {
  const sum = { queued: 0, paused: 0, running: 0 };
  for (const row of queue) {
    sum.queued += row.queued;
    sum.paused += row.paused;
    sum.running += row.running;
  }
  return sum;
}

/** Whether schedules are late enough that somebody should look. */
export const lagOf = (schedules: Operations['schedules']): boolean => schedules.due > 0 && schedules.seconds > LATE;
