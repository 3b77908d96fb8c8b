import { Handle, Position } from '@xyflow/react';

import type { Port } from '../../domain/api';
import { endKey } from '../../domain/ports/targets';
import { PortGlyph } from '../../ui/ports/PortGlyph';
import { useScene } from '../SceneContext';
import { useWireInHand } from '../wire/wireStore';
import classes from './card.module.css';

interface Properties {
  readonly node: string;
  readonly port: Port;
  readonly side: 'input' | 'output';
  readonly connected?: boolean;
}

/** The sign of a port on the edge of its card: a wire begins or ends here. */
export function PortHandle({ node, port, side, connected = false }: Properties) {
  const { readOnly } = useScene();
  const fit = useWireInHand((wire) => {
    if (!wire.from) return undefined;
    if (wire.from.node === node && wire.from.port === port.name && wire.from.side === side) return 'origin';
    return wire.open.has(endKey(node, side, port.name)) ? 'fits' : 'refuses';
  });
  return (
    <Handle
      id={port.name}
      type={side === 'input' ? 'target' : 'source'}
      position={side === 'input' ? Position.Left : Position.Right}
      className={classes.handle}
      isConnectable={!readOnly}
      data-connected={connected || undefined}
      data-fit={fit}
      title={`${port.name}: ${port.type.label}${port.required && side === 'input' ? ', required' : ''}`}
      aria-hidden
    >
      <PortGlyph kind={port.type.kind} />
    </Handle>
  );
}
