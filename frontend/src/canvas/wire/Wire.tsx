import { BaseEdge, getBezierPath, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';

import { useNodeRunState } from '../../store/runStore';
import type { WireEdge } from '../flow/wires';
import { useScene } from '../SceneContext';
import classes from './wire.module.css';

/** A connection. A broken one is dashed and says why; in a run it takes the tone of what has come through it. */
export const Wire = memo(function Wire(edge: EdgeProps<WireEdge>) {
  const { run } = useScene();
  const source = useNodeRunState(run, edge.source);
  const target = useNodeRunState(run, edge.target);
  const [path] = getBezierPath(edge);
  const problem = edge.data?.problem ?? null;
  const isFlowing = source?.status === 'succeeded' && target?.status === 'running';
  return (
    <g
      className={classes.wire}
      data-selected={edge.selected || undefined}
      data-broken={problem !== null || undefined}
      data-flowing={isFlowing || undefined}
      data-idle={target?.status === 'skipped' || undefined}
    >
      <title>{problem ?? titleOf(edge)}</title>
      <BaseEdge path={path} interactionWidth={16} className={classes.path ?? ''} />
    </g>
  );
});

function titleOf(edge: EdgeProps<WireEdge>): string {
  const wire = edge.data?.connection;
  return wire ? `${wire.source}.${wire.output} → ${wire.target}.${wire.input}` : '';
}
