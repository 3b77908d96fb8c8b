import { useQuery } from '@tanstack/react-query';

import { call } from './client';
import type { Me } from './types';

/** Who is signed in, for whom, and what they may do. */
export const useMe = () => useQuery({ queryKey: ['me'], queryFn: ({ signal }) => call<Me>('me/', { signal }), staleTime: Infinity });
