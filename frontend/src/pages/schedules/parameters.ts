import type { ScheduleParameters } from '../../api/triggers';

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const text = (value: unknown, otherwise: string): string => (typeof value === 'string' && value !== '' ? value : otherwise);

/** The parameters of a schedule with what was left out filled in as the server would. */
export function readParameters(parameters: Readonly<Record<string, unknown>>): ScheduleParameters {
  return {
    cron: text(parameters['cron'], ''),
    timezone: text(parameters['timezone'], 'UTC'),
    catch_up: text(parameters['catch_up'], 'skip') as ScheduleParameters['catch_up'],
    overlap: text(parameters['overlap'], 'skip') as ScheduleParameters['overlap'],
  };
}

export const newParameters = (): ScheduleParameters => ({ cron: '0 9 * * 1-5', timezone: ownZone(), catch_up: 'skip', overlap: 'skip' });
