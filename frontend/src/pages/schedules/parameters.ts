import type { ScheduleType, TimingParameters } from '../../api/triggers';

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export type Unit = 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks';

/** Everything that the form holds, whichever kind is chosen, so that nothing typed is lost by looking at another kind. */
export interface Timing {
  readonly cron: string;
  readonly every: number | '';
  readonly unit: Unit;
  readonly at: string;
  readonly timezone: string;
  readonly starts_at: string;
  readonly ends_at: string;
  readonly catch_up: 'skip' | 'last' | 'all';
  readonly catch_up_limit: number | '';
  readonly overlap: 'allow' | 'skip' | 'queue' | 'cancel';
  readonly jitter: number | '';
}

const text = (value: unknown, otherwise: string): string => (typeof value === 'string' && value !== '' ? value : otherwise);
const number = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** The parameters of a schedule with what was left out filled in as the server would. */
export function readParameters(parameters: Readonly<Record<string, unknown>>): Timing {
  return {
    cron: text(parameters['cron'], ''),
    every: number(parameters['every'], 15),
    unit: text(parameters['unit'], 'minutes') as Unit,
    at: text(parameters['at'], ''),
    timezone: text(parameters['timezone'], 'UTC'),
    starts_at: text(parameters['starts_at'], ''),
    ends_at: text(parameters['ends_at'], ''),
    catch_up: text(parameters['catch_up'], 'skip') as Timing['catch_up'],
    catch_up_limit: number(parameters['catch_up_limit'], 100),
    overlap: text(parameters['overlap'], 'allow') as Timing['overlap'],
    jitter: number(parameters['jitter'], 0),
  };
}

export const newTiming = (now: Date): Timing => ({
  ...readParameters({ cron: '0 9 * * 1-5', timezone: ownZone(), overlap: 'skip' }),
  at: `${tomorrow(now)}T09:00`,
});

/** What the server is sent: the parameters of that kind, without those that are left empty. */
export function parametersOf(type: ScheduleType, timing: Timing): TimingParameters {
  const { timezone, catch_up, catch_up_limit, overlap, jitter, starts_at, ends_at } = timing;
  const shared = { timezone, catch_up, overlap, ...(jitter ? { jitter } : {}) };
  const limited = catch_up === 'all' && catch_up_limit !== '' ? { ...shared, catch_up_limit } : shared;
  if (type === 'once') return { ...limited, at: timing.at };
  const bounded = { ...limited, ...(starts_at ? { starts_at } : {}), ...(ends_at ? { ends_at } : {}) };
  return type === 'schedule' ? { ...bounded, cron: timing.cron } : { ...bounded, every: timing.every, unit: timing.unit };
}

/** Whether there is enough to ask the server when it would start. */
export function isComplete(type: ScheduleType, { cron, every, at }: Timing): boolean {
  return { schedule: cron.trim() !== '', interval: every !== '', once: at !== '' }[type];
}

function tomorrow(now: Date): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
