import { useUpdateNodeInternals } from '@xyflow/react';
import { useLayoutEffect } from 'react';

import type { Port } from '../../domain/api';
import type { NodePorts } from '../../domain/ports/node_ports';
import { endKey } from '../../domain/ports/targets';
import { useWireInHand } from '../wire/wireStore';
import classes from './card.module.css';
import { PortHandle } from './PortHandle';

const ROWS = 10;

interface Properties {
  readonly node: string;
  readonly hidden: NodePorts;
}

/** The ports that are no rows of the card, below it; while a wire is in hand only those that take it. */
export function MorePorts({ node, hidden }: Properties) {
  const wire = useWireInHand();
  const offered = (ports: readonly Port[], side: 'input' | 'output') =>
    wire.from ? ports.filter((port) => wire.open.has(endKey(node, side, port.name))) : ports;
  const inputs = offered(hidden.inputs, 'input');
  const outputs = offered(hidden.outputs, 'output');
  const rows = Math.min(Math.max(inputs.length, outputs.length), ROWS);
  const left = Math.max(inputs.length - ROWS, 0) + Math.max(outputs.length - ROWS, 0);
  useMeasuredHandles(node, [...inputs, ...outputs].map((port) => port.name).join());
  if (rows === 0) return null;
  return (
    <div className={classes.more}>
      {Array.from({ length: rows }, (_, row) => (
        <div className={classes.row} key={row}>
          <MoreCell node={node} side="input" port={inputs[row]} />
          <MoreCell node={node} side="output" port={outputs[row]} />
        </div>
      ))}
      {left > 0 ? <div className={classes.left}>{left} more: drop a wire on the card, or use the panel</div> : null}
    </div>
  );
}

function MoreCell({ node, side, port }: { readonly node: string; readonly side: 'input' | 'output'; readonly port: Port | undefined }) {
  if (!port) return <span />;
  return (
    <span className={classes.port} data-side={side}>
      <PortHandle node={node} port={port} side={side} />
      <span className={classes.portName}>{port.name}</span>
    </span>
  );
}

/** The canvas knows the card's own handles by its geometry; those that come and go have to be measured. */
function useMeasuredHandles(node: string, ports: string): void {
  const measure = useUpdateNodeInternals();
  useLayoutEffect(() => measure(node), [measure, node, ports]);
}
