import type { NodeChange } from '@xyflow/react';
import { useCallback, useMemo, useState } from 'react';

import { moveNodes } from '../../domain/definition/edits';
import type { Definition, Position } from '../../domain/definition/model';
import type { NodeTypes } from '../../domain/ports/judgement';
import { useEditor } from '../../store/editorStore';
import { createCardMaker, type Card } from './cards';

type Places = Readonly<Record<string, Position>>;
const NOWHERE: Places = {};

/** The definition's nodes as cards, where they are being dragged to, and the changes that the canvas reports. */
export function useCards(definition: Definition, types: NodeTypes) {
  const [makeCards] = useState(createCardMaker);
  const [dragged, setDragged] = useState(NOWHERE);
  const selection = useEditor((editor) => editor.selection);
  const cards = useMemo(() => makeCards(definition, types), [makeCards, definition, types]);
  const nodes = useMemo(() => withHandling(cards, dragged, selection), [cards, dragged, selection]);
  const onNodesChange = useCallback((changes: NodeChange<Card>[]) => {
    select(changes);
    const moving = placesOf(changes, true);
    if (moving) setDragged((before) => ({ ...before, ...moving }));
    const moved = placesOf(changes, false);
    if (!moved) return;
    const ids = Object.keys(moved);
    useEditor
      .getState()
      .edit(moveNodes(moved), { label: `Move ${ids.length === 1 ? ids[0] : `${ids.length} nodes`}`, key: `move:${ids.join()}` });
    setDragged(NOWHERE);
  }, []);
  return { nodes, onNodesChange };
}

function withHandling(cards: readonly Card[], dragged: Places, selection: readonly string[]): Card[] {
  const chosen = new Set(selection);
  return cards.map((card) => {
    const position = dragged[card.id];
    if (!position && !chosen.has(card.id)) return card;
    return { ...card, position: position ?? card.position, selected: chosen.has(card.id), dragging: position !== undefined };
  });
}

function select(changes: readonly NodeChange<Card>[]): void {
  const picks = changes.filter((change) => change.type === 'select');
  if (picks.length === 0) return;
  const { selection, select: choose } = useEditor.getState();
  const chosen = new Set(selection);
  for (const pick of picks) {
    if (pick.selected) chosen.add(pick.id);
    else chosen.delete(pick.id);
  }
  choose([...chosen]);
}

function placesOf(changes: readonly NodeChange<Card>[], dragging: boolean): Places | null {
  const places: Record<string, Position> = {};
  for (const change of changes) {
    if (change.type === 'position' && change.position && (change.dragging ?? false) === dragging) {
      places[change.id] = { x: change.position.x, y: change.position.y };
    }
  }
  return Object.keys(places).length > 0 ? places : null;
}
