const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

const words = new Intl.RelativeTimeFormat(undefined, { numeric: 'always', style: 'short' });
const JUST_NOW = 5;

/** "just now", "12 sec. ago", "in 3 hr." in the person's language. */
export function relativeTime(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) < JUST_NOW) return seconds > 0 ? 'now' : 'just now';
  const [unit, length] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return words.format(Math.trunc(seconds / length), unit);
}

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** "24 Nov 2026, 10:15:00" in the person's own zone. */
export const exactTime = (at: Date): string => exact.format(at);

/** "Tue 24 Nov, 09:00" as clocks in `zone` show it. */
export function zonedTime(at: Date, zone: string): string {
  return new Intl.DateTimeFormat(undefined, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(at);
}
