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
  const over = isFinal(picture.status);
  const cache = useQueryClient();
  useEffect(() => {
    if (over && !isFinal(run.status)) void cache.invalidateQueries({ queryKey: ['run', run.id] });
  }, [cache, over, run.id, run.status]);
  return picture;
}
