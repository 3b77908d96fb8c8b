import { moveNodes } from '../../domain/definition/edits';
import { snapped } from '../../domain/geometry/placing';
import type { NodeTypes } from '../../domain/ports/judgement';
import { announce } from '../../store/announcer';
import { useEditor } from '../../store/editorStore';
import { createCardMaker } from '../flow/cards';
import type { Arrangement, TidyRequest } from './arrangement';

/** Arrange all nodes from left to right, as one step that undo takes back. */
export async function tidyUp(types: NodeTypes): Promise<void> {
  const { definition, edit } = useEditor.getState();
  const boxes = createCardMaker()(definition, types).map(({ id, width = 0, height = 0 }) => ({ id, width, height }));
  const ids = new Set(boxes.map((box) => box.id));
  const links = definition.connections.filter((wire) => ids.has(wire.source) && ids.has(wire.target));
  const places = await arrange({ boxes, links: links.map(({ source, target }) => ({ source, target })) });
  edit(moveNodes(Object.fromEntries(Object.entries(places).map(([id, place]) => [id, snapped(place)]))), { label: 'Tidy up' });
  announce(`Arranged ${boxes.length} nodes.`);
}

function arrange(request: TidyRequest): Promise<Arrangement> {
  const worker = new Worker(new URL('./tidy.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Arrangement>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Arrangement>) => resolve(data));
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
