import type { Connection as FlowConnection, FinalConnectionState, HandleType, IsValidConnection } from '@xyflow/react';
import { useCallback } from 'react';

import { addConnection } from '../../domain/definition/edits';
import type { Connection } from '../../domain/definition/model';
import { refusal, type NodeTypes } from '../../domain/ports/judgement';
import { connectionBetween, openEnds, type WireEnd } from '../../domain/ports/targets';
import { announce } from '../../store/announcer';
import { useEditor } from '../../store/editorStore';
import { hideRefusal, showRefusal } from './refusalStore';
import { dropWire, useWireInHand } from './wireStore';

/** Where a wire was let go although no port was there. */
export interface LooseEnd {
  readonly from: WireEnd;
  /** The node under the pointer; null over the empty canvas. */
  readonly node: string | null;
  readonly at: { readonly x: number; readonly y: number };
}

/** Draws connections with the mouse: says why one is refused, and hands over wires that were dropped beside a port. */
export function useWiring(types: NodeTypes, onLooseEnd: (end: LooseEnd) => void) {
  const onConnectStart = useCallback(
    (_: unknown, start: { nodeId: string | null; handleId: string | null; handleType: HandleType | null }) => {
      if (start.nodeId === null || start.handleId === null) return;
      hideRefusal();
      const from: WireEnd = { node: start.nodeId, port: start.handleId, side: start.handleType === 'source' ? 'output' : 'input' };
      useWireInHand.setState({ from, open: openEnds(useEditor.getState().definition, types, from) });
    },
    [types],
  );

  const isValidConnection: IsValidConnection = useCallback(
    (wire) => refusal(useEditor.getState().definition, types, toConnection(wire)) === null,
    [types],
  );

  const onConnect = useCallback((wire: FlowConnection) => connect(toConnection(wire)), []);

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      const { from } = useWireInHand.getState();
      dropWire();
      if (!from || state.isValid === true) return;
      const at = pointOf(event);
      if (state.toHandle) refuse(types, from, state.toHandle, at);
      else onLooseEnd({ from, node: nodeUnder(at), at });
    },
    [types, onLooseEnd],
  );

  return { onConnectStart, isValidConnection, onConnect, onConnectEnd };
}

/** Add a connection and say so. */
export function connect(wire: Connection): void {
  const { definition, edit } = useEditor.getState();
  edit(addConnection(definition, wire), { label: `Connect ${wire.source}.${wire.output} to ${wire.target}.${wire.input}` });
  announce(`${wire.source}.${wire.output} now feeds ${wire.target}.${wire.input}.`);
}

function refuse(
  types: NodeTypes,
  from: WireEnd,
  handle: { nodeId: string; id?: string | null; type: HandleType },
  at: LooseEnd['at'],
): void {
  const to: WireEnd = { node: handle.nodeId, port: handle.id ?? '', side: handle.type === 'source' ? 'output' : 'input' };
  if (to.node === from.node && to.port === from.port && to.side === from.side) return;
  const wire = connectionBetween(from, to);
  const reason = wire ? refusal(useEditor.getState().definition, types, wire) : `A connection goes from an output to an input.`;
  if (reason) showRefusal(reason, at);
}

function toConnection(wire: { source: string; target: string; sourceHandle?: string | null; targetHandle?: string | null }): Connection {
  return { source: wire.source, output: wire.sourceHandle ?? '', target: wire.target, input: wire.targetHandle ?? '' };
}

function pointOf(event: MouseEvent | TouchEvent): LooseEnd['at'] {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: point?.clientX ?? 0, y: point?.clientY ?? 0 };
}

function nodeUnder(at: LooseEnd['at']): string | null {
  const card = document.elementFromPoint(at.x, at.y)?.closest('.react-flow__node');
  return card?.getAttribute('data-id') ?? null;
}
