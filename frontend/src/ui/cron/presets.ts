const PARTS = ['minute', 'hour', 'day', 'month', 'weekday'] as const;

/** The parts of a cron expression in their order, each with whether it is missing; a sixth one puts the second in front. */
export function partsOf(cron: string): { name: string; missing: boolean }[] {
  const count = cron.trim().split(/\s+/).filter(Boolean).length;
  const names = count > PARTS.length ? ['second', ...PARTS] : PARTS;
  return names.map((name, index) => ({ name, missing: count <= index }));
}

export const PRESETS: readonly { readonly cron: string; readonly label: string }[] = [
  { cron: '* * * * *', label: 'Every minute' },
  { cron: '*/15 * * * *', label: 'Every 15 minutes' },
  { cron: '0 * * * *', label: 'Every hour' },
  { cron: '0 9 * * *', label: 'Daily at 09:00' },
  { cron: '0 9 * * 1-5', label: 'Weekdays at 09:00' },
  { cron: '0 9 * * 1', label: 'Mondays at 09:00' },
  { cron: '0 6 1 * *', label: 'First of the month' },
  { cron: '0 18 L * *', label: 'Last of the month' },
];
