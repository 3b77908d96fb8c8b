import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { call } from './client';
import type { Trigger, TriggerPreview } from './types';

export interface ScheduleParameters {
  readonly cron: string;
  readonly timezone: string;
  readonly catch_up: 'skip' | 'last' | 'all';
  readonly overlap: 'allow' | 'skip' | 'queue';
}

export interface TriggerBody {
  readonly workflow: number;
  readonly type: 'schedule';
  readonly parameters: ScheduleParameters;
  readonly inputs?: Record<string, unknown>;
  readonly enabled?: boolean;
}

/** Starts pass while the page is open; the next ones are asked for this often. */
const HALF_A_MINUTE = 30_000;

export const useTriggers = (workflow: string | null = null) =>
  useQuery({
    queryKey: ['triggers', workflow],
    queryFn: ({ signal }) => call<Trigger[]>('triggers/', { query: { workflow }, signal }),
    refetchInterval: HALF_A_MINUTE,
  });

/** The next five times of a schedule that is being written; an ApiError names the field at fault. */
export const useTriggerPreview = (parameters: ScheduleParameters) =>
  useQuery({
    queryKey: ['trigger-preview', parameters],
    queryFn: ({ signal }) => call<TriggerPreview>('triggers/preview/', { method: 'POST', body: { type: 'schedule', parameters }, signal }),
    enabled: parameters.cron.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });

function useTriggerMutation<Variables, Result>(change: (variables: Variables) => Promise<Result>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => Promise.all(['triggers', 'workflows'].map((name) => cache.invalidateQueries({ queryKey: [name] }))),
  });
}

export const useCreateTrigger = () => useTriggerMutation((body: TriggerBody) => call<Trigger>('triggers/', { method: 'POST', body }));

export const useUpdateTrigger = () =>
  useTriggerMutation(({ id, ...body }: Partial<TriggerBody> & { id: number }) =>
    call<Trigger>(`triggers/${id}/`, { method: 'PATCH', body }),
  );

export const useDeleteTrigger = () => useTriggerMutation((id: number) => call<undefined>(`triggers/${id}/`, { method: 'DELETE' }));
