import { Popover, TextInput } from '@mantine/core';
import { useState } from 'react';

import { portAt, type NodeTypes } from '../../domain/ports/judgement';
import { connectionBetween } from '../../domain/ports/targets';
import { useEditor } from '../../store/editorStore';
import { KindIcon } from '../../ui/kind/KindIcon';
import type { LooseEnd } from '../wire/useWiring';
import { fittingTypes, type FittingType } from './fittingTypes';
import classes from './placing.module.css';
import { usePlacing } from './usePlacing';

const SHOWN = 8;

interface Properties {
  readonly end: LooseEnd;
  readonly types: NodeTypes;
  readonly onClose: () => void;
}

/** A wire dropped on the empty canvas: a search for a node type that takes it. */
export function QuickAdd({ end, types, onClose }: Properties) {
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const place = usePlacing(types);
  const { definition } = useEditor.getState();
  const port = portAt(definition, types, end.from.node, end.from.side === 'output' ? 'outputs' : 'inputs', end.from.port);
  const found = port ? fittingTypes(types, port.type, end.from.side, search).slice(0, SHOWN) : [];
  const choose = (choice: FittingType | undefined) => {
    if (!choice) return;
    const side = end.from.side === 'output' ? 'input' : 'output';
    place.connectedAt(choice.type.name, end.at, (node) => {
      const wire = connectionBetween(end.from, { node: node.id, port: choice.port, side });
      return wire ?? { source: '', output: '', target: '', input: '' };
    });
    onClose();
  };
  return (
    <Popover opened onChange={onClose} position="bottom-start" width={300} trapFocus returnFocus>
      <Popover.Target>
        <div className={classes.anchor} style={{ left: end.at.x, top: end.at.y }} />
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <TextInput
          data-autofocus
          size="xs"
          value={search}
          aria-label={`Add a node for ${end.from.port}`}
          placeholder={`Add a node for ${end.from.port} …`}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') setActive(Math.min(active + 1, found.length - 1));
            else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
            else if (event.key === 'Enter') choose(found[active]);
            else if (event.key === 'Escape') onClose();
          }}
        />
        <Choices found={found} active={active} onChoose={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChoicesProperties {
  readonly found: readonly FittingType[];
  readonly active: number;
  readonly onChoose: (choice: FittingType) => void;
}

function Choices({ found, active, onChoose }: ChoicesProperties) {
  if (found.length === 0) return <p className={classes.nothing}>No node type fits. Try another word.</p>;
  return (
    <ul className={classes.choices}>
      {found.map((choice, index) => (
        <li key={choice.type.name}>
          <button type="button" className={classes.choice} data-active={index === active || undefined} onClick={() => onChoose(choice)}>
            <KindIcon kind={choice.type.kind} />
            {choice.type.title}
            <span className={classes.port}>{choice.port}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
