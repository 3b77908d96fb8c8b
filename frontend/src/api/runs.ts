import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { call } from './client';
import type { NodeRunDetail, Page, Repetition, Run, RunEvent, RunSummary } from './types';

export interface RunQuery {
  readonly workflow?: number | string;
  readonly status?: string;
  readonly trigger?: string;
  readonly after?: string;
  readonly before?: string;
  readonly search?: string;
  readonly page?: number;
  readonly page_size?: number;
}

export interface NewRun {
  readonly workflow: number;
  readonly source: 'draft' | 'published';
  readonly inputs: Record<string, unknown>;
}

export const useRuns = (query: RunQuery = {}) =>
  useQuery({
    queryKey: ['runs', query],
    queryFn: ({ signal }) => call<Page<RunSummary>>('runs/', { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
  });

export const useRun = (id: number) => useQuery({ queryKey: ['run', id], queryFn: ({ signal }) => call<Run>(`runs/${id}/`, { signal }) });

/** What went into a node and what came out of it; `version` asks anew when the node has moved on. */
export const useNodeRun = (run: number, node: string | null, version: string) =>
  useQuery({
    queryKey: ['node-run', run, node, version],
    queryFn: ({ signal }) => call<NodeRunDetail>(`runs/${run}/nodes/${encodeURIComponent(node ?? '')}/`, { signal }),
    enabled: node !== null,
    placeholderData: (previous) => (previous?.node === node ? previous : undefined),
  });

export const listEvents = (run: number, after: number, signal?: AbortSignal) =>
  call<RunEvent[]>(`runs/${run}/events/`, { query: { after }, ...(signal ? { signal } : {}) });

export function useStartRun() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ workflow, ...body }: NewRun) => call<Run>(`workflows/${workflow}/runs/`, { method: 'POST', body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['runs'] }),
  });
}

export const useCancelRun = () => useRunChange('cancel');
export const usePauseRun = () => useRunChange('pause');
export const useResumeRun = () => useRunChange('resume');

/** Asks for something to be done about a run, and takes in how it stands then. */
function useRunChange(change: 'cancel' | 'pause' | 'resume') {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => call<Run>(`runs/${id}/${change}/`, { method: 'POST', body: {} }),
    onSuccess: (run) => cache.setQueryData(['run', run.id], run),
  });
}

/** What to repeat of a run: whatever had not succeeded, or one node and what depends on it. */
export type Repeat =
  { readonly what: 'retry' } | { readonly what: 'rerun'; readonly from: string; readonly definition: 'same' | 'current' };

/** What repeating the run would do; nothing is started. */
export const useRepetition = (run: number, { what, ...body }: Repeat) =>
  useQuery({
    queryKey: ['repetition', run, what, body],
    queryFn: ({ signal }) => call<Repetition>(`runs/${run}/${what}/`, { method: 'POST', body: { ...body, dry: true }, signal }),
    gcTime: 0,
    retry: false,
  });

export function useRepeatRun(run: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ what, ...body }: Repeat) => call<Run>(`runs/${run}/${what}/`, { method: 'POST', body }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['runs'] });
      await cache.invalidateQueries({ queryKey: ['run', run] });
    },
  });
}
