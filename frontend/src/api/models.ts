import { useQuery } from '@tanstack/react-query';

import { call } from './client';
import type { Model } from './types';

export const useModels = () => useQuery({ queryKey: ['models'], queryFn: ({ signal }) => call<Model[]>('models/', { signal }) });

export interface RowCount {
  readonly count: number;
  readonly sample: readonly Record<string, unknown>[];
}

/** How many rows a filter finds, and a few of them. */
export const countRows = (label: string, filter: unknown, signal?: AbortSignal) =>
  call<RowCount>(`models/${label}/count/`, { method: 'POST', body: { filter }, ...(signal ? { signal } : {}) });
