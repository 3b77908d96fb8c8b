import type { Trigger } from '../../api/types';

const DAY = 24 * 3_600_000;
const HOUR = 3_600_000;

export interface Tick {
  readonly at: string;
  /** Where in the day it stands, from 0 to 100. */
  readonly percent: number;
}

const percentOf = (moment: number, from: number): number => ((moment - from) / DAY) * 100;

/** The known starts of a trigger within the 24 hours from now. */
export function ticksOf(trigger: Pick<Trigger, 'next_times'>, now: Date): Tick[] {
  const from = now.getTime();
  return trigger.next_times
    .map((at) => ({ at, percent: percentOf(new Date(at).getTime(), from) }))
    .filter(({ percent }) => percent >= 0 && percent <= 100);
}

/** Where the times that the server told end before the day does; null where they cover it. */
export function knownUntil(trigger: Pick<Trigger, 'next_times'>, now: Date): number | null {
  const last = trigger.next_times.at(-1);
  const percent = last ? percentOf(new Date(last).getTime(), now.getTime()) : 100;
  return percent < 100 ? Math.max(percent, 0) : null;
}

/** Every third full hour of the next 24, in the person's zone. */
export function hourMarks(now: Date): { label: string; percent: number }[] {
  const first = new Date(now);
  first.setMinutes(0, 0, 0);
  return Array.from({ length: 25 }, (_, hour) => new Date(first.getTime() + hour * HOUR))
    .filter((at) => at >= now && at.getHours() % 3 === 0)
    .map((at) => ({ label: `${String(at.getHours()).padStart(2, '0')}:00`, percent: percentOf(at.getTime(), now.getTime()) }));
}
