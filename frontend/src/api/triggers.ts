import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { call } from './client';
import type { Trigger, TriggerPreview } from './types';

/** The trigger types that start by the clock. */
export type ScheduleType = 'schedule' | 'interval' | 'once';

export type TimingParameters = Readonly<Record<string, unknown>>;

export interface TriggerBody {
  readonly workflow: number;
  readonly type: ScheduleType;
  readonly parameters: TimingParameters;
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
export const useTriggerPreview = (type: ScheduleType, parameters: TimingParameters, enabled: boolean) =>
  useQuery({
    queryKey: ['trigger-preview', type, parameters],
    queryFn: ({ signal }) => call<TriggerPreview>('triggers/preview/', { method: 'POST', body: { type, parameters }, signal }),
    enabled,
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
