import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { call } from './client';
import type { Draft, Version, VersionDetail } from './types';

export const useVersions = (workflow: number) =>
  useQuery({ queryKey: ['versions', workflow], queryFn: ({ signal }) => call<Version[]>(`workflows/${workflow}/versions/`, { signal }) });

/** One version; null asks for none. */
export const useVersion = (workflow: number, number: number | null) =>
  useQuery({
    queryKey: ['versions', workflow, number],
    queryFn: ({ signal }) => call<VersionDetail>(`workflows/${workflow}/versions/${number ?? ''}/`, { signal }),
    enabled: number !== null,
    staleTime: Infinity,
  });

/** Makes the draft the published version, with a message that says what changed. */
export function usePublishWorkflow(workflow: number) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (message: string) => call<Version>(`workflows/${workflow}/publish/`, { method: 'POST', body: { message } }),
    onSuccess: () =>
      Promise.all([['versions', workflow], ['workflow', workflow], ['workflows']].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
}

/** Copies an older version into the draft. */
export const useRestoreVersion = (workflow: number) =>
  useMutation({
    mutationFn: (number: number) => call<Draft>(`workflows/${workflow}/versions/${number}/restore/`, { method: 'POST', body: {} }),
  });
