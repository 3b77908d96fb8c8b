import { useEffect } from 'react';

import { listEvents } from '../api/runs';
import type { RunEvent } from '../api/types';
import { missingFrom } from '../domain/run/reducer';
import { isFinal } from '../domain/run/state';
import { useRuns } from '../store/runStore';
import type { ServerFrame } from './frames';
import { runSocket } from './sharedSocket';

const TICK_MS = 2000;
/** With an open socket we still ask now and then: a connection can be dead without either side knowing. */
const TICKS_WITH_SOCKET = 5;
const PAGE = 1000;

/** Keeps the run's picture in the run store up to date: over the socket, and over HTTP where there is none. */
export function useLiveRun(run: number | null): void {
  useEffect(() => (run === null ? undefined : follow(run)), [run]);
}

function follow(run: number): () => void {
  const ended = new AbortController();
  const socket = runSocket();
  const lastSeq = () => useRuns.getState().runs[run]?.lastSeq ?? 0;
  const receive = (events: readonly RunEvent[]) => {
    if (missingFrom(useRuns.getState().receive(run, events)) !== null) socket.resync(run);
  };
  const onFrame = (frame: ServerFrame) => {
    if (frame.type === 'events') receive(frame.events);
    else if (frame.type === 'subscribed' && frame.last_seq > lastSeq()) void catchUp(run, receive, ended.signal);
  };
  void catchUp(run, receive, ended.signal);
  const leave = socket.follow(run, { lastSeq, onFrame });
  let ticks = 0;
  const timer = window.setInterval(() => {
    ticks += 1;
    const state = useRuns.getState().runs[run];
    if (state && isFinal(state.status)) return;
    if (!socket.isOpen || ticks % TICKS_WITH_SOCKET === 0) void catchUp(run, receive, ended.signal);
  }, TICK_MS);
  return () => {
    ended.abort();
    window.clearInterval(timer);
    leave();
  };
}

/** Fetch what came after the last event that we have; an answer that does not come is asked for again at the next tick. */
async function catchUp(run: number, receive: (events: readonly RunEvent[]) => void, signal: AbortSignal): Promise<void> {
  try {
    for (;;) {
      const events = await listEvents(run, useRuns.getState().runs[run]?.lastSeq ?? 0, signal);
      if (signal.aborted) return;
      receive(events);
      if (events.length < PAGE) return;
    }
  } catch {
    // The socket or the next tick brings it.
  }
}
