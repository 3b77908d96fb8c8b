import { useQuery } from '@tanstack/react-query';

import { call } from './client';
import type { Template } from './types';

/** Ready-made definitions to begin from. */
export const useTemplates = () =>
  useQuery({ queryKey: ['templates'], queryFn: ({ signal }) => call<Template[]>('templates/', { signal }), staleTime: Infinity });
