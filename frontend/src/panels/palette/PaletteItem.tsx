import type { DragEvent, KeyboardEvent } from 'react';

import type { NodeType } from '../../domain/api';
import { shortName } from '../../domain/ports/compatibility';
import { KindIcon } from '../../ui/kind/KindIcon';
import classes from './palette.module.css';

interface Properties {
  readonly type: NodeType;
  readonly group: string;
  readonly dragType: string;
  readonly onAdd: (type: NodeType) => void;
}

/** One node type. The arrow keys go up and down the palette. */
export function PaletteItem({ type, group, dragType, onAdd }: Properties) {
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
        aria-label={`Add ${type.title}`}
        onDragStart={onDragStart}
        onClick={() => onAdd(type)}
        onKeyDown={walk}
      >
        <KindIcon kind={type.kind} />
        <span className={classes.title}>{titleIn(group, type)}</span>
      </button>
    </li>
  );
}

/** In a model's own group its name need not be said again: "Product create" → "Create". */
function titleIn(group: string, type: NodeType): string {
  const prefixes = [group, ...(type.model === null ? [] : [shortName(type.model)])];
  const prefix = prefixes.find((word) => type.title.toLowerCase().startsWith(`${word.toLowerCase()} `));
  const rest = prefix ? type.title.slice(prefix.length + 1) : type.title;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const items = [...document.querySelectorAll<HTMLElement>('button[data-item]')];
  items[items.indexOf(event.currentTarget) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}
