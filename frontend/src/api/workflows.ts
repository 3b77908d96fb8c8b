import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { call } from './client';
import type { Page, Workflow, WorkflowSummary } from './types';

export interface WorkflowQuery {
  readonly search?: string;
  readonly tag?: string;
  readonly archived?: string;
  readonly page?: number;
}

export interface NewWorkflow {
  readonly name: string;
  readonly description?: string;
  readonly template?: string;
  readonly definition?: unknown;
}

export interface WorkflowChange {
  readonly name?: string;
  readonly description?: string;
  readonly tags?: string[];
  readonly archived?: boolean;
  /** Of its runs to come; higher is first. */
  readonly priority?: number;
  /** How many of its runs run at once; null is any number. */
  readonly max_runs?: number | null;
}

export const useWorkflows = (query: WorkflowQuery = {}) =>
  useQuery({
    queryKey: ['workflows', query],
    queryFn: ({ signal }) => call<Page<WorkflowSummary>>('workflows/', { query: { ...query }, signal }),
    placeholderData: keepPreviousData,
  });

/** One workflow; null asks for none. */
export const useWorkflow = (id: number | null) =>
  useQuery({
    queryKey: ['workflow', id],
    queryFn: ({ signal }) => call<Workflow>(`workflows/${id ?? ''}/`, { signal }),
    enabled: id !== null,
  });

/** Runs a change of one workflow or of their list, then asks for both anew. */
function useWorkflowMutation<Variables>(change: (variables: Variables) => Promise<Workflow>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: async (workflow) => {
      await cache.invalidateQueries({ queryKey: ['workflows'] });
      if (workflow) await cache.invalidateQueries({ queryKey: ['workflow', workflow.id] });
    },
  });
}

export const useCreateWorkflow = () => useWorkflowMutation((body: NewWorkflow) => call<Workflow>('workflows/', { method: 'POST', body }));

export const useUpdateWorkflow = () =>
  useWorkflowMutation(({ id, ...body }: WorkflowChange & { id: number }) => call<Workflow>(`workflows/${id}/`, { method: 'PATCH', body }));

export const useDuplicateWorkflow = () =>
  useWorkflowMutation((id: number) => call<Workflow>(`workflows/${id}/duplicate/`, { method: 'POST', body: {} }));
