import { useEffect, useState } from 'react';

import { useEditor } from '../../store/editorStore';
import { useScene } from '../SceneContext';
import { useWireInHand } from '../wire/wireStore';

const PATIENCE = 600;

interface CloserLook {
  readonly isClose: boolean;
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
}

/** Whether a card shows all its ports: it alone is chosen, the pointer rests on it, or a wire is held over it. */
export function useCloserLook(selected: boolean): CloserLook {
  const { readOnly } = useScene();
  const [isOver, setOver] = useState(false);
  const isResting = useResting(isOver);
  const isAlone = useEditor((editor) => editor.selection.length === 1);
  const hasWire = useWireInHand((wire) => wire.from !== null);
  const isClose = hasWire ? isOver : (selected && isAlone) || isResting;
  return { isClose: isClose && !readOnly, onPointerEnter: () => setOver(true), onPointerLeave: () => setOver(false) };
}

function useResting(isOver: boolean): boolean {
  const [isResting, setResting] = useState(false);
  useEffect(() => {
    if (!isOver) return;
    const timer = window.setTimeout(() => setResting(true), PATIENCE);
    return () => {
      window.clearTimeout(timer);
      setResting(false);
    };
  }, [isOver]);
  return isResting;
}
