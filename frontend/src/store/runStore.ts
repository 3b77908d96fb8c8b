import { create } from 'zustand';

import { applyEvents } from '../domain/run/reducer';
import { isFinal, NEW_NODE, newRun, type NodeRunState, type RunEvent, type RunState } from '../domain/run/state';

interface Runs {
  readonly runs: Readonly<Record<number, RunState>>;
  /** Take in events; returns what is known of the run afterwards. */
  receive: (run: number, events: readonly RunEvent[]) => RunState;
}

/** What is known of each run, kept outside the canvas's array of nodes so that a status redraws one card. */
export const useRuns = create<Runs>()((set, get) => ({
  runs: {},
  receive: (run, events) => {
    const state = applyEvents(get().runs[run] ?? newRun(run), events);
    set(({ runs }) => ({ runs: { ...runs, [run]: state } }));
    return state;
  },
}));

export function useRunState(run: number | null): RunState | undefined {
  return useRuns((state) => (run === null ? undefined : state.runs[run]));
}

export function useNodeRunState(run: number | null, node: string): NodeRunState | undefined {
  return useRuns((state) => (run === null ? undefined : state.runs[run]?.nodes[node]));
}

/** How a node's card stands in a run: one that a run has not come to yet, and still may, is queued. */
export function useCardState(run: number | null, node: string): NodeRunState | undefined {
  return useRuns((state) => {
    const shown = run === null ? undefined : state.runs[run];
    return shown?.nodes[node] ?? (shown && !isFinal(shown.status) ? NEW_NODE : undefined);
  });
}
