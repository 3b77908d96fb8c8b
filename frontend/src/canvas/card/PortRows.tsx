import type { ShownPort, ShownPorts } from '../../domain/ports/node_ports';
import classes from './card.module.css';
import { PortHandle } from './PortHandle';

interface Properties {
  readonly node: string;
  readonly shown: ShownPorts;
}

/** A row of 24 px for each input on the left and each output on the right. */
export function PortRows({ node, shown }: Properties) {
  const count = Math.max(shown.inputs.length, shown.outputs.length);
  return Array.from({ length: count }, (_, row) => (
    <div className={classes.row} key={row}>
      <PortCell node={node} side="input" port={shown.inputs[row]} />
      <PortCell node={node} side="output" port={shown.outputs[row]} />
    </div>
  ));
}

interface CellProperties {
  readonly node: string;
  readonly side: 'input' | 'output';
  readonly port: ShownPort | undefined;
}

function PortCell({ node, side, port }: CellProperties) {
  if (!port) return <span />;
  return (
    <span className={classes.port} data-side={side} data-broken={!port.known || undefined}>
      <PortHandle node={node} port={port} side={side} connected={port.connected} />
      <span className={classes.portName}>{port.name}</span>
      {port.required && side === 'input' ? <span className={classes.required} title="Required" /> : null}
    </span>
  );
}
