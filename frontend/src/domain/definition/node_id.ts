import type { NodeType } from '../api';
import { PLAIN_SETTINGS, type Definition, type Node, type Position } from './model';

/** A readable id for a new node that no other node has: `product_list`, then `product_list_2`. */
export function freshId(definition: Definition, wanted: string, taken: ReadonlySet<string> = new Set()): string {
  const used = new Set([...definition.nodes.map((node) => node.id), ...taken]);
  if (!used.has(wanted)) return wanted;
  let count = 2;
  while (used.has(`${wanted}_${count}`)) count += 1;
  return `${wanted}_${count}`;
}

/** `ProductListNode` → `product_list`; `AIProcessingQueueCreateNode` → `ai_processing_queue_create`. */
export function idFromType(typeName: string): string {
  return typeName
    .replace(/Node$/, '')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

export function newNode(definition: Definition, type: NodeType, position: Position): Node {
  return {
    id: freshId(definition, idFromType(type.name)),
    type: type.name,
    name: '',
    parameters: {},
    settings: PLAIN_SETTINGS,
    position,
  };
}
