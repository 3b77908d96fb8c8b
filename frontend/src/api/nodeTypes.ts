import { useQuery } from '@tanstack/react-query';

import { call } from './client';
import type { NodeType } from './types';

/** Everything that can be placed on the canvas. */
export const useNodeTypes = () =>
  useQuery({ queryKey: ['node-types'], queryFn: ({ signal }) => call<NodeType[]>('node-types/', { signal }), staleTime: Infinity });
