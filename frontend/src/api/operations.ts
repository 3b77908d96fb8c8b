import { useQuery } from '@tanstack/react-query';

import { call } from './client';
import type { Operations } from './types';

/** How often the page asks again, in milliseconds. */
const AGAIN = 3000;

/** How workers, queue and schedules stand, and what failed; asked again and again while somebody looks. */
export const useOperations = () =>
  useQuery({
    queryKey: ['operations'],
    queryFn: ({ signal }) => call<Operations>('operations/', { signal }),
    refetchInterval: AGAIN,
    staleTime: 0,
  });
