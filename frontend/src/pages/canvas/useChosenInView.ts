import { useReducedMotion } from '@mantine/hooks';
import { useReactFlow } from '@xyflow/react';
import { useEffect, useEffectEvent } from 'react';

import { useNarrow } from '../../panels/layout/usePanel';
import { useEditor } from '../../store/editorStore';
import { useLayout } from '../../store/layoutStore';

const GAP = 24;
const MOTION = 120;

/** On a narrow screen choosing a node opens its form over the canvas, and moves the node out from under it; letting go closes it. */
export function useChosenInView(): void {
  const isNarrow = useNarrow();
  const isStill = useReducedMotion();
  const { getInternalNode, getViewport, setViewport } = useReactFlow();
  const reveal = useEffectEvent((id: string) => {
    if (!isNarrow) return;
    const { setDrawer, sizes } = useLayout.getState();
    setDrawer('inspector');
    const node = getInternalNode(id);
    if (!node) return;
    const { x, y, zoom } = getViewport();
    const free = window.innerWidth - sizes.inspector - GAP;
    const right = x + (node.internals.positionAbsolute.x + (node.measured.width ?? 0)) * zoom;
    if (right > free) void setViewport({ x: x - (right - free), y, zoom }, { duration: isStill ? 0 : MOTION });
  });
  const close = useEffectEvent(() => {
    const { drawer, setDrawer } = useLayout.getState();
    if (isNarrow && drawer === 'inspector') setDrawer(null);
  });
  useEffect(() => watchChoice(reveal, close), []);
}

/** Calls back when one node alone has been chosen, other than by dragging it, and when none is any more. */
function watchChoice(onChosen: (id: string) => void, onNone: () => void): () => void {
  let isDown = false;
  let waiting: (() => void) | null = null;
  const down = () => {
    isDown = true;
  };
  const up = () => {
    isDown = false;
    // A drag ends after the pointer is up.
    window.setTimeout(() => {
      waiting?.();
      waiting = null;
    });
  };
  const stop = useEditor.subscribe((now, before) => {
    if (now.selection === before.selection) return;
    const id = now.selection.length === 1 ? now.selection[0] : undefined;
    if (now.selection.length === 0) onNone();
    if (id === undefined) return;
    if (!isDown) {
      onChosen(id);
      return;
    }
    const { revision } = now;
    waiting = () => useEditor.getState().revision === revision && onChosen(id);
  });
  document.addEventListener('pointerdown', down, { capture: true });
  document.addEventListener('pointerup', up, { capture: true });
  return () => {
    stop();
    document.removeEventListener('pointerdown', down, { capture: true });
    document.removeEventListener('pointerup', up, { capture: true });
  };
}
