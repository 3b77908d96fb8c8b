import { useEffect, useEffectEvent } from 'react';

import type { RunSummary } from '../api/types';
import { runSocket } from './sharedSocket';

/** Calls back for every run of the tenant that is queued or changes its status. */
export function useRunChanges(onRun: (run: RunSummary) => void): void {
  const heard = useEffectEvent(onRun);
  useEffect(() => runSocket().followAll((frame) => frame.type === 'run_changed' && heard(frame.run)), []);
}
