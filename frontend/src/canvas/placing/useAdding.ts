import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useCallback } from 'react';

import type { NodeType } from '../../domain/api';
import { newNode } from '../../domain/definition/node_id';
import { CARD } from '../../domain/geometry/card';
import { freePosition } from '../../domain/geometry/placing';
import type { NodeTypes } from '../../domain/ports/judgement';
import { useEditor } from '../../store/editorStore';
import { boxOf, createCardMaker } from '../flow/cards';
import { insert } from './insert';

/** Room for a card whose ports are not known yet. */
const ROOM = { width: CARD.width, height: CARD.header + 3 * CARD.row + CARD.status };

/** Returns a function that adds a node of a type in the middle of what is seen of the canvas, where there is room. */
export function useAdding(types: NodeTypes): (type: NodeType) => void {
  const { screenToFlowPosition } = useReactFlow();
  const flow = useStoreApi();
  return useCallback(
    (type) => {
      const { definition } = useEditor.getState();
      const frame = flow.getState().domNode?.getBoundingClientRect();
      if (!frame) return;
      const middle = screenToFlowPosition({ x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 });
      const wanted = { x: middle.x - ROOM.width / 2, y: middle.y - ROOM.height / 2 };
      insert(newNode(definition, type, freePosition(wanted, ROOM, createCardMaker()(definition, types).map(boxOf))));
    },
    [flow, screenToFlowPosition, types],
  );
}
