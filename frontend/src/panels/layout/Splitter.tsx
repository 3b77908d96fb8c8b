import type { KeyboardEvent, PointerEvent } from 'react';

import { PANEL_LIMITS, useLayout, type PanelSide } from '../../store/layoutStore';
import classes from './layout.module.css';

const STEP = 16;

/** The edge of a panel that is dragged, or moved with the arrow keys, to resize it. */
export function Splitter({ side, label }: { readonly side: PanelSide; readonly label: string }) {
  const size = useLayout((layout) => layout.sizes[side]);
  const resize = useLayout((layout) => layout.resize);
  const isFlat = side === 'runs';
  const onPointerDown = (down: PointerEvent<HTMLDivElement>) => {
    const handle = down.currentTarget;
    const start = isFlat ? down.clientY : down.clientX;
    const sign = side === 'palette' ? 1 : -1;
    handle.setPointerCapture(down.pointerId);
    handle.onpointermove = (move) => resize(side, size + sign * ((isFlat ? move.clientY : move.clientX) - start));
    handle.onpointerup = () => {
      handle.onpointermove = null;
    };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const larger = side === 'palette' ? 'ArrowRight' : isFlat ? 'ArrowUp' : 'ArrowLeft';
    const smaller = side === 'palette' ? 'ArrowLeft' : isFlat ? 'ArrowDown' : 'ArrowRight';
    if (event.key !== larger && event.key !== smaller) return;
    event.preventDefault();
    resize(side, size + (event.key === larger ? STEP : -STEP));
  };
  return (
    // A separator that can be moved is a control by the ARIA practices, whatever the rule's list says.
    /* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */
    <div
      className={classes.splitter}
      data-side={side}
      role="separator"
      aria-label={`Resize ${label.toLowerCase()}`}
      aria-orientation={isFlat ? 'horizontal' : 'vertical'}
      aria-valuenow={size}
      aria-valuemin={PANEL_LIMITS[side].least}
      aria-valuemax={PANEL_LIMITS[side].most}
      /* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
