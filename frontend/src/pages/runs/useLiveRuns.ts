import { useThrottledCallback } from '@mantine/hooks';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';

import type { Page, RunSummary } from '../../api/types';
import { useRunChanges } from '../../realtime/useRunChanges';

const AT_MOST_EVERY = 1000;

/** Keeps every list of runs in the cache true: a known run changes in place at once, a new one is asked for. */
export function useLiveRuns(): void {
  const cache = useQueryClient();
  const refetch = useThrottledCallback(() => void cache.invalidateQueries({ queryKey: ['runs'] }), AT_MOST_EVERY);
  useRunChanges((run) => {
    patchRun(cache, run);
    refetch();
  });
}

function patchRun(cache: QueryClient, run: RunSummary): void {
  cache.setQueriesData<Page<RunSummary>>({ queryKey: ['runs'] }, (page) => page && withRun(page, run));
}

/** The page with the run as it is now, if it is on the page; a run that is over never goes back to running. */
export function withRun(page: Page<RunSummary>, run: RunSummary): Page<RunSummary> {
  return { ...page, results: page.results.map((known) => (known.id === run.id && known.finished_at === null ? run : known)) };
}
