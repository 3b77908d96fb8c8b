import { Cross2Icon, MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { ActionIcon, TextInput } from '@mantine/core';
import { useShallow } from 'zustand/react/shallow';
import { useRef, useState, type KeyboardEvent } from 'react';

import type { NodeType } from '../../domain/api';
import { paletteGroups, type PaletteGroup as Group } from '../../domain/palette/search';
import { useEditor } from '../../store/editorStore';
import { useFocusKey } from '../focus/useFocusKey';
import { PaletteGroup } from './PaletteGroup';
import classes from './palette.module.css';

interface Properties {
  readonly types: readonly NodeType[];
  /** The models that the workflow worked on when it was opened: their groups come first and stay where they are. */
  readonly worksOn: ReadonlySet<string>;
  readonly dragType: string;
  readonly onAdd: (type: NodeType) => void;
}

/** Everything that can be placed: dragged onto the canvas, or added with a click or Enter. */
export function Palette({ types, worksOn, dragType, onAdd }: Properties) {
  const [search, setSearch] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useFocusKey('/', input);
  const groups = paletteGroups(types, search, worksOn);
  const used = useEditor(useShallow((editor) => [...new Set(editor.definition.nodes.map((node) => node.type))]));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setSearch('');
    const first = groups[0]?.types[0];
    if (event.key === 'Enter' && search && first) onAdd(first);
    if (event.key === 'ArrowDown') list.current?.querySelector<HTMLElement>('button[data-item]')?.focus();
  };
  return (
    <div className={classes.palette}>
      <TextInput
        ref={input}
        className={classes.search ?? ''}
        size="xs"
        value={search}
        placeholder="Search nodes"
        aria-label="Search nodes"
        leftSection={<MagnifyingGlassIcon />}
        rightSection={search ? <Clear onClick={() => setSearch('')} /> : <kbd className={classes.key}>/</kbd>}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={classes.groups} ref={list}>
        {groups.map((group) => (
          <PaletteGroup
            key={group.name}
            group={group}
            isSearching={search !== ''}
            isInUse={isInUse(group, used)}
            dragType={dragType}
            onAdd={onAdd}
          />
        ))}
        {groups.length === 0 ? (
          <p className={classes.nothing}>No node matches “{search}”. Try a model’s name, or what the node should do.</p>
        ) : null}
      </div>
    </div>
  );
}

function Clear({ onClick }: { readonly onClick: () => void }) {
  return (
    <ActionIcon size={20} aria-label="Clear the search" onClick={onClick}>
      <Cross2Icon />
    </ActionIcon>
  );
}

/** General groups stand open, and those of the models that the drawing works with. */
function isInUse(group: Group, used: readonly string[]): boolean {
  return group.types.some((type) => type.model === null || used.includes(type.name));
}
