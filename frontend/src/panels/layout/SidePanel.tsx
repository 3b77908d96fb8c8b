import type { ReactNode } from 'react';

import { useLayout, type PanelSide } from '../../store/layoutStore';
import classes from './layout.module.css';
import { Splitter } from './Splitter';
import { usePanel } from './usePanel';

interface Properties {
  readonly side: PanelSide;
  readonly label: string;
  readonly children: ReactNode;
}

/** A panel beside or below the canvas: as wide as the person made it, gone while it is closed. */
export function SidePanel({ side, label, children }: Properties) {
  const { isOpen } = usePanel(side);
  const size = useLayout((layout) => layout.sizes[side]);
  if (!isOpen) return null;
  const style = side === 'runs' ? { height: size } : { width: size };
  return (
    <section className={classes.panel} data-side={side} style={style} aria-label={label}>
      <Splitter side={side} label={label} />
      {children}
    </section>
  );
}
