import type { RunSummary } from '../api/types';
import type { RunEvent } from '../domain/run/state';

/** What the server sends over the socket of runs. */
export type ServerFrame =
  | { type: 'subscribed'; run: number; last_seq: number }
  | { type: 'events'; run: number; events: RunEvent[] }
  | { type: 'run_changed'; run: RunSummary }
  | { type: 'problem'; code: string; detail: string; run?: number }
  | { type: 'pong' };

/** Read a frame; null for what is none. */
export function readFrame(text: unknown): ServerFrame | null {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof value === 'object' && value !== null && 'type' in value ? (value as ServerFrame) : null;
  } catch {
    return null;
  }
}
