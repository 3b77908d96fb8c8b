import { QueryClient } from '@tanstack/react-query';

import { ApiError } from './ApiError';

const RETRIES = 2;

/** A cache whose answers stay fresh for ten seconds; what the server refused is not asked again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (tries, error) => tries < RETRIES && !(error instanceof ApiError && error.status < 500),
      },
    },
  });
}
