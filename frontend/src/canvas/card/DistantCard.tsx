import { nodeLabel } from '../../domain/definition/model';
import { StatusIcon } from '../../ui/status/StatusIcon';
import classes from './card.module.css';
import { DistantHandles } from './DistantHandles';
import type { FaceProperties } from './face';
import { WarningSign } from './WarningSign';

/** A card from afar: the accent, the name and the status, all large enough to be seen. */
export function DistantCard({ data, state, problem, detail }: FaceProperties) {
  return (
    <div className={classes.distant} title={state ? undefined : (detail ?? undefined)}>
      {state ? <StatusIcon status={state.status} size={28} /> : problem ? <WarningSign size={26} /> : null}
      <span className={classes.distantName}>{nodeLabel(data.node)}</span>
      <DistantHandles shown={data.shown} />
    </div>
  );
}
