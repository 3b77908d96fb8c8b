import { Menu } from '@mantine/core';

import { findNode, nodeLabel } from '../../domain/definition/model';
import type { NodeTypes } from '../../domain/ports/judgement';
import { portsOf } from '../../domain/ports/node_ports';
import { connectionBetween, endKey, openEnds } from '../../domain/ports/targets';
import { useEditor } from '../../store/editorStore';
import { PortGlyph } from '../../ui/ports/PortGlyph';
import { connect, type LooseEnd } from './useWiring';
import classes from './wire.module.css';

interface Properties {
  readonly end: LooseEnd & { readonly node: string };
  readonly types: NodeTypes;
  readonly onClose: () => void;
}

/** The ports of a card that would take the wire that was dropped on it. */
export function PortPicker({ end, types, onClose }: Properties) {
  const definition = useEditor((editor) => editor.definition);
  const node = findNode(definition, end.node);
  if (!node) return null;
  const side = end.from.side === 'output' ? 'input' : 'output';
  const open = openEnds(definition, types, end.from);
  const ports = portsOf(types.get(node.type), definition, node)[side === 'input' ? 'inputs' : 'outputs'];
  const fitting = ports.filter((port) => open.has(endKey(node.id, side, port.name)));
  const choose = (port: string) => {
    const wire = connectionBetween(end.from, { node: node.id, port, side });
    if (wire) connect(wire);
  };
  return (
    <Menu opened onChange={onClose} position="bottom-start" width={280} trapFocus returnFocus>
      <Menu.Target>
        <div className={classes.anchor} style={{ left: end.at.x, top: end.at.y }} />
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        <Menu.Label>
          {end.from.port} {side === 'input' ? 'feeds' : 'is fed by'} {nodeLabel(node)} …
        </Menu.Label>
        {fitting.map((port) => (
          <Menu.Item key={port.name} onClick={() => choose(port.name)}>
            <span className={classes.portOption}>
              <PortGlyph kind={port.type.kind} />
              {port.name}
              <span className={classes.portType}>{port.type.label}</span>
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
