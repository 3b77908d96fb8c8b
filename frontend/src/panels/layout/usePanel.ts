import { useMediaQuery } from '@mantine/hooks';

import { useLayout, type PanelSide } from '../../store/layoutStore';

/** Below this width the side panels lie over the canvas, one at a time. */
const NARROW = '(max-width: 1023px)';

interface Panel {
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

/** Whether a panel is open on a screen of this width, and how to open or close it. */
export function usePanel(side: PanelSide): Panel {
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const { open, drawer, setOpen, setDrawer } = useLayout();
  if (isNarrow && side !== 'runs') return { isOpen: drawer === side, toggle: () => setDrawer(drawer === side ? null : side) };
  return { isOpen: open[side], toggle: () => setOpen(side, !open[side]) };
}
