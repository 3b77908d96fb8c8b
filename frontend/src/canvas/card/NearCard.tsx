import { counted } from '../../ui/numbers/count';
import { KindIcon } from '../../ui/kind/KindIcon';
import { nodeLabel } from '../../domain/definition/model';
import classes from './card.module.css';
import type { FaceProperties } from './face';
import { MorePorts } from './MorePorts';
import { PortRows } from './PortRows';
import { StatusStrip } from './StatusStrip';
import { useCloserLook } from './useCloserLook';

/** A card with its ports: the first look shows the connected and required ones, a closer look the others. */
export function NearCard({ data, state, problem, detail, selected }: FaceProperties) {
  const { node, type, shown, hidden } = data;
  const { isClose, ...pointer } = useCloserLook(selected);
  return (
    <div {...pointer}>
      <header className={classes.header}>
        <span className={classes.sign}>
          <KindIcon kind={type?.kind ?? 'flow'} />
        </span>
        <span className={classes.names}>
          <span className={classes.name}>{nodeLabel(node)}</span>
          <span className={classes.type}>{type?.title ?? node.type}</span>
        </span>
      </header>
      <PortRows node={node} shown={shown} />
      <StatusStrip
        state={state}
        attempts={node.settings.retry.attempts}
        problem={problem}
        detail={detail}
        idle={idleText(node.settings.enabled, type === undefined, hidden)}
      />
      {isClose ? <MorePorts node={node.id} hidden={hidden} /> : null}
    </div>
  );
}

function idleText(isOn: boolean, isUnknown: boolean, hidden: FaceProperties['data']['hidden']): string {
  if (!isOn) return 'Switched off';
  if (isUnknown) return 'Unknown node type';
  const count = hidden.inputs.length + hidden.outputs.length;
  return count > 0 ? `+${counted(count, 'port')}` : '';
}
