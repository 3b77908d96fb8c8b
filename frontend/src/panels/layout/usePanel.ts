import { useMediaQuery } from '@mantine/hooks';

import { useLayout, type PanelSide } from '../../store/layoutStore';

/** Below this width the side panels lie over the canvas, one at a time. */
const NARROW = '(max-width: 1023px)';

/** The keys that open and close each panel, away from fields. */
export const PANEL_KEYS: Readonly<Record<PanelSide, string>> = { palette: 'Shift+P', runs: 'Shift+R', inspector: 'Shift+I' };

interface Panel {
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

export function useNarrow(): boolean {
  return useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
}

/** Whether a panel is open on a screen of this width, and how to open or close it. */
export function usePanel(side: PanelSide): Panel {
  const isNarrow = useNarrow();
  const { open, drawer, setOpen, setDrawer } = useLayout();
  if (isNarrow && side !== 'runs') return { isOpen: drawer === side, toggle: () => setDrawer(drawer === side ? null : side) };
  return { isOpen: open[side], toggle: () => setOpen(side, !open[side]) };
}
