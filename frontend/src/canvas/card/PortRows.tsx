import type { Node } from '../../domain/definition/model';
import type { ShownPort, ShownPorts } from '../../domain/ports/node_ports';
import { portValue } from '../../domain/ports/port_value';
import classes from './card.module.css';
import { PortHandle } from './PortHandle';

interface Properties {
  readonly node: Node;
  readonly shown: ShownPorts;
}

/** A row of 24 px for each input on the left and each output on the right. */
export function PortRows({ node, shown }: Properties) {
  const count = Math.max(shown.inputs.length, shown.outputs.length);
  return Array.from({ length: count }, (_, row) => (
    <div className={classes.row} key={row}>
      <InputCell node={node} port={shown.inputs[row]} />
      <OutputCell node={node} port={shown.outputs[row]} />
    </div>
  ));
}

interface CellProperties {
  readonly node: Node;
  readonly port: ShownPort | undefined;
}

/** An input with what its form gives it, or with a mark where it must have something and has nothing. */
function InputCell({ node, port }: CellProperties) {
  if (!port) return <span />;
  const value = port.connected ? null : portValue(node.parameters, port.name);
  return (
    <span className={classes.port} data-side="input" data-broken={!port.known || undefined}>
      <PortHandle node={node.id} port={port} side="input" connected={port.connected} />
      <span className={classes.portName}>{port.name}</span>
      {value === null ? null : (
        <span className={classes.value} title={`${port.name}: ${value}`}>
          {value}
        </span>
      )}
      {port.required && !port.connected && value === null ? (
        <span className={classes.missing} title={`${port.name} is required: connect it, or give it a value in the form.`} />
      ) : null}
    </span>
  );
}

function OutputCell({ node, port }: CellProperties) {
  if (!port) return <span />;
  return (
    <span className={classes.port} data-side="output" data-broken={!port.known || undefined}>
      <PortHandle node={node.id} port={port} side="output" connected={port.connected} />
      <span className={classes.portName}>{port.name}</span>
    </span>
  );
}
