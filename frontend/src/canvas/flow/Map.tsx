import { MiniMap, useStore } from '@xyflow/react';

import { useRuns } from '../../store/runStore';
import { kindColor } from '../../ui/kind/kinds';
import { statusColor } from '../../ui/status/words';
import { useScene } from '../SceneContext';
import type { Card } from './cards';

/** In a smaller frame the map would hide more than it shows. */
const LEAST_HEIGHT = 480;
const LEAST_WIDTH = 560;

/** The whole drawing in small: nodes in the colour of their status, or of their kind where there is no run. */
export function Map() {
  const { run } = useScene();
  const hasRoom = useStore((flow) => flow.height >= LEAST_HEIGHT && flow.width >= LEAST_WIDTH);
  const nodes = useRuns((state) => (run === null ? undefined : state.runs[run]?.nodes));
  const color = (card: Card) => {
    const status = nodes?.[card.id]?.status;
    return status ? statusColor(status) : kindColor(card.data.type?.kind ?? 'flow');
  };
  if (!hasRoom) return null;
  return (
    <MiniMap<Card>
      position="bottom-right"
      pannable
      zoomable
      nodeColor={color}
      nodeStrokeWidth={0}
      nodeBorderRadius={6}
      bgColor="var(--surface)"
      maskColor="color-mix(in srgb, var(--page) 70%, transparent)"
      style={{ width: 148, height: 96 }}
    />
  );
}
