import { Panel, ReactFlowProvider } from '@xyflow/react';
import { useMemo, useState } from 'react';

import type { NodeType } from '../domain/api';
import { readDefinition } from '../domain/definition/reading';
import { Drawing } from './Drawing';
import { createCardMaker, type Card } from './flow/cards';
import { drawWires } from './flow/wires';
import { SceneContext } from './SceneContext';
import classes from './toolbar.module.css';
import { ZoomTools } from './Toolbar';

interface Properties {
  /** The definition as the server tells it. */
  readonly definition: unknown;
  readonly nodeTypes: readonly NodeType[];
  /** The run whose statuses are shown, from the run store (`useLiveRun` fills it). */
  readonly runId: number;
  readonly selected?: string | null;
  readonly onSelect?: (node: string | null) => void;
}

/** The canvas as it ran: nothing can be changed, each card shows how its node fared. */
export function RunCanvas({ definition, nodeTypes, runId, selected = null, onSelect }: Properties) {
  const drawing = useMemo(() => readDefinition(definition), [definition]);
  const types = useMemo(() => new Map(nodeTypes.map((type) => [type.name, type])), [nodeTypes]);
  const [makeCards] = useState(createCardMaker);
  const cards = useMemo(() => makeCards(drawing, types), [makeCards, drawing, types]);
  const nodes = useMemo(() => cards.map((card) => withChoice(card, selected)), [cards, selected]);
  const edges = useMemo(() => drawWires(drawing, []), [drawing]);
  const scene = useMemo(() => ({ types, run: runId, readOnly: true }), [types, runId]);
  return (
    <SceneContext value={scene}>
      <ReactFlowProvider>
        <Drawing
          label={`Canvas of run ${runId}`}
          nodes={nodes}
          edges={edges}
          nodesDraggable={false}
          nodesConnectable={false}
          edgesFocusable={false}
          deleteKeyCode={null}
          onNodesChange={(changes) => {
            const pick = changes.find((change) => change.type === 'select' && change.selected);
            if (pick?.type === 'select') onSelect?.(pick.id);
          }}
          onPaneClick={() => onSelect?.(null)}
        >
          <Panel position="bottom-left" className={classes.bar ?? ''}>
            <ZoomTools />
          </Panel>
        </Drawing>
      </ReactFlowProvider>
    </SceneContext>
  );
}

function withChoice(card: Card, selected: string | null): Card {
  return card.id === selected ? { ...card, selected: true } : card;
}
