import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import { isFinal } from '../../../domain/run/state';
import { announce } from '../../../store/announcer';
import { useRunState } from '../../../store/runStore';

/** Says how the run that is shown ended, and lets the list of runs know. */
export function useRunAnnouncement(run: number | null): void {
  const state = useRunState(run);
  const cache = useQueryClient();
  const first = useRef(run);
  const wasLive = useRef(false);
  const status = state?.status;
  const message = state?.error?.message;
  useEffect(() => {
    if (!status) return;
    // A run that had ended before the page was opened is no news.
    const isNews = wasLive.current || run !== first.current;
    if (isFinal(status) && isNews) announce(`Run ${run ?? ''} ${status}.${message ? ` ${message}` : ''}`);
    wasLive.current = !isFinal(status);
    void cache.invalidateQueries({ queryKey: ['runs'] });
  }, [run, status, message, cache]);
}
