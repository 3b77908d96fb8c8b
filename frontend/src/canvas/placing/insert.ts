import { addConnection, addNode } from '../../domain/definition/edits';
import type { Connection, Node } from '../../domain/definition/model';
import { announce } from '../../store/announcer';
import { useEditor } from '../../store/editorStore';

/** Add the node, and a connection to or from it, in one step; choose it and return its id. */
export function insert(node: Node, wire?: Connection): string {
  const { definition, edit, select } = useEditor.getState();
  const patch = wire ? [...addNode(definition, node), ...addConnection(definition, wire)] : addNode(definition, node);
  edit(patch, { label: `Add ${node.id}` });
  select([node.id]);
  announce(`Added ${node.id}.`);
  return node.id;
}
