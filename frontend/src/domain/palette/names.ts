import type { NodeType } from '../api';
import { shortName } from '../ports/compatibility';

/** `AIProcessingQueue` → `AI Processing Queue`. */
export function spacedName(name: string): string {
  return name.replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2').replace(/([a-z\d])([A-Z])/g, '$1 $2');
}

/** What a node type is called in its model's own group: `ProductBulkCreateNode` → `Bulk create`. */
export function shortTitle(type: NodeType): string {
  const operation = operationOf(type);
  if (operation === null) return type.title;
  const words = spacedName(operation).toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `ProductListNode` → `List`; null for a node type that is no operation on a model. */
export function operationOf(type: NodeType): string | null {
  if (type.model === null) return null;
  const prefix = shortName(type.model);
  return type.name.startsWith(prefix) && type.name.endsWith('Node') ? type.name.slice(prefix.length, -'Node'.length) : null;
}
