import { useThrottledCallback } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';

import { useRunChanges } from '../../realtime/useRunChanges';

const AT_MOST_EVERY = 2000;

/** Keeps the strips of last runs true while the list is open. */
export function useLiveStrips(): void {
  const cache = useQueryClient();
  useRunChanges(useThrottledCallback(() => void cache.invalidateQueries({ queryKey: ['workflows'] }), AT_MOST_EVERY));
}
