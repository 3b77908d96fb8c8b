import { removeConnections, removeNodes } from '../../domain/definition/edits';
import { announce } from '../../store/announcer';
import { useEditor } from '../../store/editorStore';
import { counted } from '../../ui/numbers/count';
import type { Card } from './cards';
import type { WireEdge } from './wires';

/** Take nodes and connections out of the definition in one step. The canvas itself removes nothing: it draws what is left. */
export function deleteParts(nodes: readonly Card[], edges: readonly WireEdge[]): void {
  const { definition, edit } = useEditor.getState();
  const ids = nodes.map((node) => node.id);
  const gone = new Set(ids);
  const loose = edges.flatMap((edge) => (edge.data && !gone.has(edge.source) && !gone.has(edge.target) ? [edge.data.connection] : []));
  const what = ids.length > 0 ? counted(ids.length, 'node') : counted(loose.length, 'connection');
  edit([...removeConnections(loose), ...removeNodes(definition, ids)], { label: `Delete ${what}` });
  announce(`Deleted ${what}.`);
}
