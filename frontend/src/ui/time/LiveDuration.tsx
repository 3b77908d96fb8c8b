import { formatDuration } from '../numbers/duration';
import { useNow } from './useNow';

const TICK = 100;

interface Properties {
  readonly startedAt: string | null;
  /** Milliseconds; null while it goes on. */
  readonly duration: number | null;
}

/** How long something took, or has been going on for so far. */
export function LiveDuration({ startedAt, duration }: Properties) {
  const running = duration === null && startedAt !== null;
  const now = useNow(running ? TICK : null);
  if (duration !== null) return <>{formatDuration(duration)}</>;
  if (startedAt === null) return <span className="faint">–</span>;
  return <>{formatDuration(Math.max(now.getTime() - new Date(startedAt).getTime(), 1))}</>;
}
