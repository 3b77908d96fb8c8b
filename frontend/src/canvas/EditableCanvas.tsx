import { SelectionMode } from '@xyflow/react';
import { useCallback, useMemo, useState, type DragEvent } from 'react';

import type { NodeTypes } from '../domain/ports/judgement';
import { openEnds, endKey } from '../domain/ports/targets';
import { useEditor } from '../store/editorStore';
import { Drawing } from './Drawing';
import { deleteParts } from './flow/deletion';
import { useCards } from './flow/useCards';
import { useWires } from './flow/useWires';
import { DRAGGED_TYPE } from './placing/dragged';
import { QuickAdd } from './placing/QuickAdd';
import { usePlacing } from './placing/usePlacing';
import { SceneContext } from './SceneContext';
import { Toolbar } from './Toolbar';
import { PortPicker } from './wire/PortPicker';
import { RefusalNote } from './wire/RefusalNote';
import { showRefusal } from './wire/refusalStore';
import { useWiring, type LooseEnd } from './wire/useWiring';

interface Properties {
  readonly types: NodeTypes;
  /** The run whose statuses are shown; null for none. */
  readonly run: number | null;
  readonly readOnly: boolean;
}

/** The canvas on which a workflow is drawn. */
export function EditableCanvas({ types, run, readOnly }: Properties) {
  const definition = useEditor((editor) => editor.definition);
  const problems = useEditor((editor) => editor.problems);
  const { nodes, onNodesChange } = useCards(definition, types);
  const { edges, onEdgesChange } = useWires(definition, problems);
  const [looseEnd, setLooseEnd] = useState<LooseEnd | null>(null);
  const wiring = useWiring(
    types,
    useCallback((end) => setLooseEnd(settled(end, types)), [types]),
  );
  const place = usePlacing(types);
  const scene = useMemo(() => ({ types, run, readOnly }), [types, run, readOnly]);
  return (
    <SceneContext value={scene}>
      <Drawing
        label="Canvas"
        nodes={nodes}
        edges={edges}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        {...wiring}
        connectionRadius={14}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        snapToGrid
        snapGrid={SNAP}
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={MULTI_SELECT}
        deleteKeyCode={readOnly ? null : DELETE}
        onBeforeDelete={removeParts}
        onDragOver={allowDrop}
        onDrop={(event) => place.at(event.dataTransfer.getData(DRAGGED_TYPE), { x: event.clientX, y: event.clientY })}
      >
        <Toolbar types={types} readOnly={readOnly} />
      </Drawing>
      <RefusalNote />
      {looseEnd?.node ? <PortPicker end={{ ...looseEnd, node: looseEnd.node }} types={types} onClose={() => setLooseEnd(null)} /> : null}
      {looseEnd && !looseEnd.node ? <QuickAdd end={looseEnd} types={types} onClose={() => setLooseEnd(null)} /> : null}
    </SceneContext>
  );
}

const SNAP: [number, number] = [8, 8];
const MULTI_SELECT = ['Shift', 'Meta', 'Control'];
const DELETE = ['Delete', 'Backspace'];

async function removeParts(parts: Parameters<NonNullable<React.ComponentProps<typeof Drawing>['onBeforeDelete']>>[0]): Promise<boolean> {
  deleteParts(parts.nodes, parts.edges);
  return Promise.resolve(false);
}

function allowDrop(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(DRAGGED_TYPE)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}

/** A wire dropped on a card that has no port for it is refused at once; on the card it came from it means nothing. */
function settled(end: LooseEnd, types: NodeTypes): LooseEnd | null {
  if (end.node === null || end.node === end.from.node) return end.node === null ? end : null;
  const side = end.from.side === 'output' ? 'input' : 'output';
  const prefix = endKey(end.node, side, '');
  const fits = [...openEnds(useEditor.getState().definition, types, end.from)].some((key) => key.startsWith(prefix));
  if (fits) return end;
  showRefusal(`“${end.node}” has no free ${side} that ${side === 'input' ? 'takes' : 'gives'} ${end.from.port}.`, end.at);
  return null;
}
