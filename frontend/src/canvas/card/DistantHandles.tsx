import { Handle, Position } from '@xyflow/react';

import { handlePlaces } from '../../domain/geometry/card';
import type { ShownPorts } from '../../domain/ports/node_ports';
import classes from './card.module.css';

/** Unseen ends for the wires of a card that is seen from afar: the canvas looks for them when it meets the card for the first time. */
export function DistantHandles({ shown }: { readonly shown: ShownPorts }) {
  const connected = {
    input: new Set(shown.inputs.filter((port) => port.connected).map((port) => port.name)),
    output: new Set(shown.outputs.filter((port) => port.connected).map((port) => port.name)),
  };
  return handlePlaces(shown)
    .filter(({ side, port }) => connected[side].has(port))
    .map(({ side, port, y }) => (
      <Handle
        key={`${side}:${port}`}
        id={port}
        type={side === 'input' ? 'target' : 'source'}
        position={side === 'input' ? Position.Left : Position.Right}
        className={classes.unseen ?? ''}
        style={{ top: y }}
        isConnectable={false}
        aria-hidden
      />
    ));
}
