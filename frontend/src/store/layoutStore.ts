import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type PanelSide = 'palette' | 'inspector' | 'runs';

interface Layout {
  readonly sizes: Readonly<Record<PanelSide, number>>;
  readonly open: Readonly<Record<PanelSide, boolean>>;
  /** The palette's groups that the person opened or closed, by name. */
  readonly groups: Readonly<Record<string, boolean>>;
  /** The side panel that lies over the canvas on a narrow screen. */
  readonly drawer: PanelSide | null;
  resize: (side: PanelSide, size: number) => void;
  setOpen: (side: PanelSide, open: boolean) => void;
  setDrawer: (side: PanelSide | null) => void;
  setGroup: (group: string, open: boolean) => void;
}

export const PANEL_LIMITS: Record<PanelSide, { least: number; most: number }> = {
  palette: { least: 180, most: 400 },
  inspector: { least: 300, most: 640 },
  runs: { least: 120, most: 560 },
};

/** How the person has arranged the panels around the canvas; remembered in this browser. */
export const useLayout = create<Layout>()(
  persist(
    (set) => ({
      sizes: { palette: 240, inspector: 400, runs: 220 },
      open: { palette: true, inspector: true, runs: false },
      groups: {},
      drawer: null,
      resize: (side, size) => set(({ sizes }) => ({ sizes: { ...sizes, [side]: within(side, size) } })),
      setOpen: (side, isOpen) => set(({ open }) => ({ open: { ...open, [side]: isOpen } })),
      setDrawer: (drawer) => set({ drawer }),
      setGroup: (group, isOpen) => set(({ groups }) => ({ groups: { ...groups, [group]: isOpen } })),
    }),
    { name: 'dataflow:layout', partialize: ({ sizes, open, groups }) => ({ sizes, open, groups }) },
  ),
);

function within(side: PanelSide, size: number): number {
  const { least, most } = PANEL_LIMITS[side];
  return Math.min(Math.max(Math.round(size), least), most);
}
