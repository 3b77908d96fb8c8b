import { ChevronRightIcon } from '@radix-ui/react-icons';

import type { NodeType } from '../../domain/api';
import type { PaletteGroup as Group } from '../../domain/palette/search';
import { useLayout } from '../../store/layoutStore';
import { PaletteItem } from './PaletteItem';
import classes from './palette.module.css';

interface Properties {
  readonly group: Group;
  readonly isSearching: boolean;
  readonly dragType: string;
  readonly onAdd: (type: NodeType) => void;
}

/** A category, or a model's family of nodes; a search opens all of them. */
export function PaletteGroup({ group, isSearching, dragType, onAdd }: Properties) {
  const isCollapsed = useLayout((layout) => layout.collapsed.includes(group.name));
  const toggle = useLayout((layout) => layout.toggleGroup);
  const isOpen = isSearching || !isCollapsed;
  return (
    <section>
      <h3 className={classes.heading}>
        <button type="button" className={classes.groupButton} aria-expanded={isOpen} onClick={() => toggle(group.name)}>
          <ChevronRightIcon className={classes.chevron} aria-hidden />
          {group.name}
          <span className={classes.count}>{group.types.length}</span>
        </button>
      </h3>
      {isOpen ? (
        <ul className={classes.items}>
          {group.types.map((type) => (
            <PaletteItem key={type.name} type={type} group={group.name} dragType={dragType} onAdd={onAdd} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}
