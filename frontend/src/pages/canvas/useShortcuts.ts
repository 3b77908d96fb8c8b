import { useReactFlow } from '@xyflow/react';
import { useEffect, useEffectEvent } from 'react';

import { FIT } from '../../canvas/flow/settings';
import { tidyUp } from '../../canvas/tidy/tidyUp';
import { redo, undo } from '../../canvas/travel';
import type { NodeTypes } from '../../domain/ports/judgement';
import { usePanel } from '../../panels/layout/usePanel';
import { copyNodes, pasteNodes } from '../../store/clipboard';
import { useEditor } from '../../store/editorStore';

type Keys = Readonly<Record<string, () => void>>;

interface Actions {
  readonly onRun: () => void;
  readonly onSave: () => void;
  readonly readOnly: boolean;
}

/** The keys of the canvas. In a field the field's own keys hold; saving and running work everywhere. */
export function useShortcuts(types: NodeTypes, { onRun, onSave, readOnly }: Actions): void {
  const { fitView, zoomIn, zoomOut } = useReactFlow();
  const [palette, runs, inspector] = [usePanel('palette'), usePanel('runs'), usePanel('inspector')];
  const fit = () => void fitView(FIT);
  const everywhere: Keys = readOnly ? {} : { 'mod+enter': onRun, 'mod+s': onSave };
  const looking: Keys = {
    'shift+!': fit,
    'shift+1': fit,
    '+': () => void zoomIn(),
    '=': () => void zoomIn(),
    '-': () => void zoomOut(),
    'shift+r': runs.toggle,
    'shift+i': inspector.toggle,
    'mod+a': selectAll,
    'mod+c': copyNodes,
  };
  const editing: Keys = {
    'mod+z': undo,
    'mod+shift+z': redo,
    'mod+y': redo,
    'mod+v': pasteNodes,
    'shift+p': palette.toggle,
    'shift+t': () => void tidyUp(types).then(() => requestAnimationFrame(fit)),
  };
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const keys = keysOf(event);
    const action = everywhere[keys] ?? (isElsewhere(event.target) ? undefined : (looking[keys] ?? (readOnly ? undefined : editing[keys])));
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  });
  useEffect(() => {
    // Before the canvas hears it: there Ctrl with Enter would let go of the node.
    document.addEventListener('keydown', onKeyDown, { capture: true });
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

function keysOf(event: KeyboardEvent): string {
  const parts = [
    event.ctrlKey || event.metaKey ? 'mod' : null,
    event.shiftKey && event.key !== '+' ? 'shift' : null,
    event.key.toLowerCase(),
  ];
  return parts.filter(Boolean).join('+');
}

/** Whether the key belongs to a field or a dialog. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('[role="dialog"], [role="menu"]') !== null
  );
}

function selectAll(): void {
  const { definition, select } = useEditor.getState();
  select(definition.nodes.map((node) => node.id));
}
