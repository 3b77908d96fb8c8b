import { clip, unclip, type Clipping } from '../domain/definition/copies';
import { addNodes } from '../domain/definition/edits';
import { announce } from './announcer';
import { useEditor } from './editorStore';

const OFFSET = 32;
let kept: Clipping | null = null;

/** Remember the chosen nodes and the connections among them. */
export function copyNodes(): void {
  const { definition, selection } = useEditor.getState();
  if (selection.length === 0) return;
  kept = clip(definition, selection);
  announce(`Copied ${selection.length} nodes.`);
}

/** Add what was copied, a little lower each time, and choose it. */
export function pasteNodes(): void {
  if (!kept) return;
  const { definition, edit, select } = useEditor.getState();
  const fresh = unclip(definition, kept, OFFSET);
  edit(addNodes(definition, fresh.nodes, fresh.connections), { label: `Paste ${fresh.nodes.length} nodes` });
  select(fresh.nodes.map((node) => node.id));
  kept = fresh;
  announce(`Pasted ${fresh.nodes.length} nodes.`);
}
