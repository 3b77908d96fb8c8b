import { ChevronRightIcon } from '@radix-ui/react-icons';

import type { NodeType } from '../../domain/api';
import type { PaletteGroup as Group } from '../../domain/palette/search';
import { useLayout } from '../../store/layoutStore';
import { spacedName } from '../../domain/palette/names';
import { PaletteItem } from './PaletteItem';
import classes from './palette.module.css';

interface Properties {
  readonly group: Group;
  readonly isSearching: boolean;
  /** Whether it stands open until the person says otherwise. */
  readonly isInUse: boolean;
  readonly dragType: string;
  readonly onAdd: (type: NodeType) => void;
}

/** A category, or a model's family of nodes; a search opens all of them. */
export function PaletteGroup({ group, isSearching, isInUse, dragType, onAdd }: Properties) {
  const chosen = useLayout((layout) => layout.groups[group.name]);
  const setGroup = useLayout((layout) => layout.setGroup);
  const isOpen = isSearching || (chosen ?? isInUse);
  return (
    <section>
      <h3 className={classes.heading}>
        <button type="button" className={classes.groupButton} aria-expanded={isOpen} onClick={() => setGroup(group.name, !isOpen)}>
          <ChevronRightIcon className={classes.chevron} aria-hidden />
          {spacedName(group.name)}
          <span className={classes.count}>{group.types.length}</span>
        </button>
      </h3>
      {isOpen ? (
        <ul className={classes.items}>
          {group.types.map((type) => (
            <PaletteItem key={type.name} type={type} dragType={dragType} onAdd={onAdd} />
          ))}
        </ul>
      ) : null}
    </section>
  );
}
