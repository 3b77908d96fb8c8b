import { useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';

import { addConnection, addNode } from '../../domain/definition/edits';
import type { Connection, Node, Position } from '../../domain/definition/model';
import { newNode } from '../../domain/definition/node_id';
import { applyPatch } from '../../domain/definition/patch';
import { CARD } from '../../domain/geometry/card';
import { snapped } from '../../domain/geometry/placing';
import type { NodeTypes } from '../../domain/ports/judgement';
import { announce } from '../../store/announcer';
import { useEditor } from '../../store/editorStore';
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
        if (node) insert(node);
      },
      connectedAt: (typeName, point, wire) => {
        const node = nodeAt(typeName, point);
        if (node) insert(node, wire(node));
      },
    };
  }, [types, screenToFlowPosition]);
}

/** Add the node, choose it and move the keyboard's focus to it. */
export function insert(node: Node, wire?: Connection): void {
  const { definition, edit, select } = useEditor.getState();
  const patch = addNode(definition, node);
  const wired = wire ? [...patch, ...addConnection(applyPatch(definition, patch).definition, wire)] : patch;
  edit(wired, { label: `Add ${node.id}` });
  select([node.id]);
  announce(`Added ${node.id}.`);
  requestAnimationFrame(() => document.querySelector<HTMLElement>(nodeSelector(node.id))?.focus({ preventScroll: true }));
}
