import { Position as Side, type Node as FlowNode, type NodeHandle } from '@xyflow/react';

import type { NodeType } from '../../domain/api';
import type { Definition, Node } from '../../domain/definition/model';
import { cardSize, handlePlaces, type HandlePlace, type Size } from '../../domain/geometry/card';
import type { NodeTypes } from '../../domain/ports/judgement';
import { connectedPorts, hiddenPorts, portsOf, shownPorts, type NodePorts, type ShownPorts } from '../../domain/ports/node_ports';

export interface CardData extends Record<string, unknown> {
  readonly node: Node;
  readonly type: NodeType | undefined;
  readonly shown: ShownPorts;
  readonly hidden: NodePorts;
}

export type Card = FlowNode<CardData, 'card'>;

/** The edge length of a handle, in canvas pixels. */
export const HANDLE = 16;

interface Kept {
  readonly node: Node;
  readonly type: NodeType | undefined;
  readonly ports: string;
  readonly card: Card;
}

/** Returns a function that draws definitions as cards and hands out the same card for a node that looks the same. */
export function createCardMaker(): (definition: Definition, types: NodeTypes) => Card[] {
  let kept = new Map<string, Kept>();
  return (definition, types) => {
    const connected = connectedPorts(definition);
    const next = new Map<string, Kept>();
    for (const node of definition.nodes) {
      const type = types.get(node.type);
      const ports = portsOf(type, definition, node);
      const shown = shownPorts(node.id, ports, connected);
      const look = lookOf(ports, shown);
      const before = kept.get(node.id);
      const isSame = before?.node === node && before.type === type && before.ports === look;
      next.set(node.id, isSame ? before : { node, type, ports: look, card: makeCard(node, type, ports, shown) });
    }
    kept = next;
    return [...next.values()].map(({ card }) => card);
  };
}

function lookOf(ports: NodePorts, shown: ShownPorts): string {
  const rows = [...shown.inputs, ...shown.outputs].map((port) => `${port.name}${port.connected ? '+' : ''}`);
  return `${rows.join()}|${ports.inputs.length}|${ports.outputs.map((port) => `${port.name}:${port.type.kind}`).join()}`;
}

function makeCard(node: Node, type: NodeType | undefined, ports: NodePorts, shown: ShownPorts): Card {
  const size = cardSize(shown);
  return {
    id: node.id,
    type: 'card',
    position: node.position,
    ...size,
    measured: size,
    handles: handlePlaces(shown).map(handleOf),
    data: { node, type, shown, hidden: hiddenPorts(ports, shown) },
    domAttributes: { 'aria-labelledby': labelId(node.id) },
  };
}

/** The id of the element that says what the card shows. */
export function labelId(node: string): string {
  return `card-label-${node}`;
}

function handleOf(place: HandlePlace): NodeHandle {
  return {
    id: place.port,
    type: place.side === 'input' ? 'target' : 'source',
    position: place.side === 'input' ? Side.Left : Side.Right,
    x: place.x - HANDLE / 2,
    y: place.y - HANDLE / 2,
    width: HANDLE,
    height: HANDLE,
  };
}

export function boxOf(card: Card): { x: number; y: number } & Size {
  return { ...card.position, width: card.width ?? 0, height: card.height ?? 0 };
}
