import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';

import type { Run } from '../../api/types';
import { isFinal, type RunState } from '../../domain/run/state';
import { useLiveRun } from '../../realtime/useLiveRun';
import { useRunState } from '../../store/runStore';
import { pictureOf } from './pictureOf';

/** The run as far as it is known this moment: the server's picture until the events have overtaken it. */
export function useLivePicture(run: Run): RunState {
  useLiveRun(run.id);
  const told = useMemo(() => pictureOf(run), [run]);
  const followed = useRunState(run.id);
  const overtaken = followed && followed.lastSeq >= told.lastSeq && (isFinal(followed.status) || !isFinal(told.status));
  const picture = overtaken ? followed : told;
  // What no event tells in full, such as whether a running run is to pause, is asked for again when the run ends, pauses or goes on.
  const stand = isFinal(picture.status) ? 'over' : picture.pausedBy === null ? 'live' : 'paused';
  const toldStand = isFinal(told.status) ? 'over' : told.pausedBy === null ? 'live' : 'paused';
  const cache = useQueryClient();
  useEffect(() => {
    if (stand !== toldStand) void cache.invalidateQueries({ queryKey: ['run', run.id] });
  }, [cache, stand, toldStand, run.id]);
  return picture;
}
