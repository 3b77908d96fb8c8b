import type { DragEvent, KeyboardEvent } from 'react';

import type { NodeType } from '../../domain/api';
import { shortTitle } from '../../domain/palette/names';
import { KindIcon } from '../../ui/kind/KindIcon';
import classes from './palette.module.css';

interface Properties {
  readonly type: NodeType;
  readonly dragType: string;
  readonly onAdd: (type: NodeType) => void;
}

/** One node type. The arrow keys go up and down the palette. */
export function PaletteItem({ type, dragType, onAdd }: Properties) {
  const onDragStart = (event: DragEvent) => {
    event.dataTransfer.setData(dragType, type.name);
    event.dataTransfer.effectAllowed = 'copy';
  };
  return (
    <li>
      <button
        type="button"
        className={classes.item}
        draggable
        data-item
        title={type.description}
        aria-label={spokenTitle(type)}
        onDragStart={onDragStart}
        onClick={() => onAdd(type)}
        onKeyDown={walk}
      >
        <KindIcon kind={type.kind} />
        <span className={classes.title}>{shortTitle(type)}</span>
      </button>
    </li>
  );
}

/** The whole title, since the one on screen is short, with the short one where it is not part of it. */
function spokenTitle(type: NodeType): string {
  const short = shortTitle(type);
  const isPart = type.title.toLowerCase().includes(short.toLowerCase());
  return isPart ? `Add ${type.title}` : `Add ${type.title}: ${short.toLowerCase()}`;
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const items = [...document.querySelectorAll<HTMLElement>('button[data-item]')];
  items[items.indexOf(event.currentTarget) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}
