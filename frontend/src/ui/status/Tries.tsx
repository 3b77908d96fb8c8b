import type { NodeRunState } from '../../domain/run/state';
import { formatDuration } from '../numbers/duration';
import { useNow } from '../time/useNow';

const TICK = 250;

interface Properties {
  readonly state: NodeRunState;
  /** How often the node is tried in all. */
  readonly attempts: number;
}

/** "Try 2 of 3", and how long it waits for that; nothing before a try has failed, and nothing once the node is over. */
export function Tries({ state, attempts }: Properties) {
  const waits = state.status === 'queued' && state.nextTryAt !== null;
  const now = useNow(waits ? TICK : null).getTime();
  if (state.failedTries === 0 || (!waits && state.status !== 'running')) return null;
  const left = state.nextTryAt === null ? 0 : Date.parse(state.nextTryAt) - now;
  const which = `try ${state.failedTries + 1} of ${Math.max(attempts, state.failedTries + 1)}`;
  if (!waits) return <>{which}</>;
  return <>{left > 0 ? `${which} in ${formatDuration(Math.ceil(left / 1000) * 1000)}` : `${which} is next`}</>;
}
