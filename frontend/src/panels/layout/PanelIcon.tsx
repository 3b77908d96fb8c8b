import type { PanelSide } from '../../store/layoutStore';

const BARS: Readonly<Record<PanelSide, { x: number; y: number; width: number; height: number }>> = {
  palette: { x: 1.5, y: 2.5, width: 4.5, height: 10 },
  runs: { x: 1.5, y: 8.5, width: 12, height: 4 },
  inspector: { x: 8.5, y: 2.5, width: 5, height: 10 },
};

/** The frame of the page with the panel's place in it; filled while the panel is open. */
export function PanelIcon({ side, isOpen }: { readonly side: PanelSide; readonly isOpen: boolean }) {
  const bar = BARS[side];
  return (
    <svg width="15" height="15" viewBox="0 0 15 15" fill="none" stroke="currentColor" aria-hidden>
      <rect x="1.5" y="2.5" width="12" height="10" rx="1.5" />
      <rect {...bar} rx="1" fill={isOpen ? 'currentColor' : 'none'} />
    </svg>
  );
}
