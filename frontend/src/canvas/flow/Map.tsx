import { getNodesBounds, MiniMap, useStore, type Rect } from '@xyflow/react';
import { useMemo } from 'react';

import { isWithin } from '../../domain/geometry/view';
import { useRuns } from '../../store/runStore';
import { kindColor } from '../../ui/kind/kinds';
import { statusColor } from '../../ui/status/words';
import { useScene } from '../SceneContext';
import type { Card } from './cards';

/** In a smaller frame the map would hide more than it shows. */
const LEAST_HEIGHT = 360;
const LEAST_WIDTH = 480;

/** The whole drawing in small, while part of it is out of sight: nodes in the colour of their status, or of their kind where there is no run. */
export function Map() {
  const { run } = useScene();
  const hasRoom = useStore((flow) => flow.height >= LEAST_HEIGHT && flow.width >= LEAST_WIDTH);
  const isAllInSight = useAllInSight();
  const nodes = useRuns((state) => (run === null ? undefined : state.runs[run]?.nodes));
  const color = (card: Card) => {
    const status = nodes?.[card.id]?.status;
    return status ? statusColor(status) : kindColor(card.data.type?.kind ?? 'flow');
  };
  if (!hasRoom || isAllInSight) return null;
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

function useAllInSight(): boolean {
  const nodes = useStore((flow) => flow.nodes);
  const bounds: Rect = useMemo(() => getNodesBounds(nodes), [nodes]);
  return useStore(({ transform: [x, y, zoom], width, height }) => isWithin(bounds, { x, y, zoom }, { width, height }));
}
