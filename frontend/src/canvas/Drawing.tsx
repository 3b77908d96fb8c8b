import '@xyflow/react/dist/base.css';
import './canvas.css';

import { Background, BackgroundVariant, ReactFlow, type ReactFlowProps } from '@xyflow/react';
import type { ReactNode } from 'react';

import type { Card } from './flow/cards';
import { KeepInView } from './flow/KeepInView';
import { Map } from './flow/Map';
import { EDGE_TYPES, FIT, NODE_TYPES, SPOKEN, ZOOM } from './flow/settings';
import type { WireEdge } from './flow/wires';

interface Properties extends ReactFlowProps<Card, WireEdge> {
  readonly label: string;
  readonly children?: ReactNode;
}

/** The surface that both canvases, the one that is edited and the one of a run, draw on. */
export function Drawing({ label, children, ...flow }: Properties) {
  return (
    <ReactFlow<Card, WireEdge>
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      ariaLabelConfig={SPOKEN}
      aria-label={label}
      fitView
      fitViewOptions={FIT}
      {...ZOOM}
      onlyRenderVisibleElements
      proOptions={PRO_OPTIONS}
      {...flow}
    >
      <KeepInView />
      <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} />
      <Map />
      {children}
    </ReactFlow>
  );
}

const PRO_OPTIONS = { hideAttribution: false };
