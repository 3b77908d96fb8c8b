import { useOnViewportChange, useReactFlow, useStore, type Viewport } from '@xyflow/react';
import { useEffect, useRef } from 'react';

import { FIT } from './settings';

/** Fits the drawing into its frame again when a panel opens or closes, until the person has moved the view themselves. */
export function KeepInView() {
  const { fitView } = useReactFlow();
  const width = useStore((flow) => flow.width);
  const height = useStore((flow) => flow.height);
  const isByHand = useRef(false);
  const before = useRef<Viewport>(null);
  const isFitting = useRef(false);
  useOnViewportChange({
    onStart: (viewport) => {
      before.current = viewport;
    },
    onEnd: (viewport) => {
      if (!isFitting.current && before.current && hasMoved(before.current, viewport)) isByHand.current = true;
    },
  });
  useEffect(() => {
    if (width === 0 || isByHand.current) return;
    isFitting.current = true;
    void fitView(FIT).finally(() => {
      isFitting.current = false;
    });
  }, [fitView, width, height]);
  return null;
}

function hasMoved(before: Viewport, after: Viewport): boolean {
  return before.x !== after.x || before.y !== after.y || before.zoom !== after.zoom;
}
