import { create } from 'zustand';

export type InspectorTab = 'parameters' | 'input' | 'output' | 'settings';

interface InspectorState {
  readonly tab: InspectorTab;
  setTab: (tab: InspectorTab) => void;
}

/** The tab that the inspector shows; it stays when another node is chosen. */
export const useInspectorTab = create<InspectorState>()((set) => ({
  tab: 'parameters',
  setTab: (tab) => set({ tab }),
}));
