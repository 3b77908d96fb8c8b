import { announce } from '../store/announcer';
import { useEditor } from '../store/editorStore';

/** Take the last step back and say which. */
export function undo(): void {
  const step = useEditor.getState().undo();
  announce(step ? `Undone: ${step.label}.` : 'Nothing to undo.');
}

/** Do again what was taken back and say what. */
export function redo(): void {
  const step = useEditor.getState().redo();
  announce(step ? `Redone: ${step.label}.` : 'Nothing to redo.');
}
