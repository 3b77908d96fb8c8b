/** The five parts of a cron expression, in their order. */
export const PARTS = ['minute', 'hour', 'day', 'month', 'weekday'] as const;

export const PRESETS: readonly { readonly cron: string; readonly label: string }[] = [
  { cron: '* * * * *', label: 'Every minute' },
  { cron: '*/15 * * * *', label: 'Every 15 minutes' },
  { cron: '0 * * * *', label: 'Every hour' },
  { cron: '0 9 * * *', label: 'Daily at 09:00' },
  { cron: '0 9 * * 1-5', label: 'Weekdays at 09:00' },
  { cron: '0 9 * * 1', label: 'Mondays at 09:00' },
  { cron: '0 6 1 * *', label: 'First of the month' },
];
