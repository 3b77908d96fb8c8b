import { useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';

import type { Connection, Node, Position } from '../../domain/definition/model';
import { newNode } from '../../domain/definition/node_id';
import { CARD } from '../../domain/geometry/card';
import { snapped } from '../../domain/geometry/placing';
import type { NodeTypes } from '../../domain/ports/judgement';
import { useEditor } from '../../store/editorStore';
import { insert } from './insert';
import { nodeSelector } from './nodeSelector';

export interface Placing {
  /** Place a node of that type with its head under the point (in window pixels). */
  readonly at: (typeName: string, point: Position) => void;
  /** The same, with a connection to or from the new node, in one step. */
  readonly connectedAt: (typeName: string, point: Position, wire: (node: Node) => Connection) => void;
}

export function usePlacing(types: NodeTypes): Placing {
  const { screenToFlowPosition } = useReactFlow();
  return useMemo(() => {
    const nodeAt = (typeName: string, point: Position): Node | null => {
      const type = types.get(typeName);
      const { x, y } = screenToFlowPosition(point);
      return type ? newNode(useEditor.getState().definition, type, snapped({ x: x - CARD.width / 2, y: y - CARD.header / 2 })) : null;
    };
    return {
      at: (typeName, point) => {
        const node = nodeAt(typeName, point);
        if (node) focusOn(insert(node));
      },
      connectedAt: (typeName, point, wire) => {
        const node = nodeAt(typeName, point);
        if (node) focusOn(insert(node, wire(node)));
      },
    };
  }, [types, screenToFlowPosition]);
}

/** Move the keyboard's focus to a card that has just come. */
function focusOn(id: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(nodeSelector(id))?.focus({ preventScroll: true }));
}
