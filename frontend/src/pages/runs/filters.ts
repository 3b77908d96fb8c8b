import type { RunQuery } from '../../api/runs';

export const RUN_FILTERS = ['workflow', 'status', 'trigger', 'since', 'search', 'page'] as const;
export type RunFilterName = (typeof RUN_FILTERS)[number];
export type RunFilterValues = Readonly<Record<RunFilterName, string>>;

export const PAGE_SIZE = 50;

const HOUR = 3_600_000;

/** Spans that a person can look back over, in ms. */
export const SPANS: Readonly<Record<string, { readonly label: string; readonly ms: number }>> = {
  hour: { label: 'Last hour', ms: HOUR },
  day: { label: 'Last 24 hours', ms: 24 * HOUR },
  week: { label: 'Last 7 days', ms: 7 * 24 * HOUR },
};

export const TRIGGER_WORD: Readonly<Record<string, string>> = { manual: 'Manual', schedule: 'Schedule', api: 'API' };

/** The question to the server; the beginning of a span is rounded to the minute so that the answer can be kept. */
export function toQuery(filters: RunFilterValues, now: number): RunQuery {
  const span = SPANS[filters.since];
  return {
    workflow: filters.workflow,
    status: filters.status,
    trigger: filters.trigger,
    search: filters.search,
    page: Number(filters.page) || 1,
    ...(span ? { after: new Date(Math.floor((now - span.ms) / 60_000) * 60_000).toISOString() } : {}),
  };
}

export const isFiltered = (filters: RunFilterValues): boolean => RUN_FILTERS.some((name) => name !== 'page' && filters[name] !== '');
