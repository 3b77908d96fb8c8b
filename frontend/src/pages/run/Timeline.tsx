import type { Run } from '../../api/types';
import type { RunState } from '../../domain/run/state';
import { NEW_NODE } from '../../domain/run/state';
import { formatDuration } from '../../ui/numbers/duration';
import { isLive } from '../../ui/status/words';
import { useNow } from '../../ui/time/useNow';
import classes from './timeline.module.css';
import { spanOf, ticksOf } from './timelineScale';
import { TimelineRow } from './TimelineRow';

const FRAME = 100;

interface Properties {
  readonly run: Run;
  readonly picture: RunState;
  readonly selected: string | null;
  readonly select: (node: string | null) => void;
}

/** When each node ran, a row a node, in ms from the start of the run. */
export function Timeline({ run, picture, selected, select }: Properties) {
  const now = useNow(isLive(picture.status) ? FRAME : null).getTime();
  const origin = new Date(picture.startedAt ?? picture.queuedAt ?? run.queued_at).getTime();
  const begun = Object.values(picture.nodes).some(({ startedAt }) => startedAt !== null);
  const span = spanOf(Object.values(picture.nodes), origin, now);
  return (
    <section className={classes.timeline} aria-label="Timeline">
      <div className={classes.axis} aria-hidden>
        {(begun ? ticksOf(span) : []).map((tick) => (
          <span key={tick} style={{ left: `${(tick / span) * 100}%` }} data-last={tick / span > 0.94 || undefined}>
            {tick === 0 ? '0' : formatDuration(tick)}
          </span>
        ))}
      </div>
      <ol className={classes.rows}>
        {orderOf(run, picture).map((node) => (
          <TimelineRow
            key={node.id}
            name={node.name || node.id}
            state={picture.nodes[node.id] ?? NEW_NODE}
            scale={{ origin, span, now }}
            selected={node.id === selected}
            select={() => select(node.id === selected ? null : node.id)}
          />
        ))}
      </ol>
    </section>
  );
}

/** The nodes in the order in which they began; those that have not, as drawn, after them. */
function orderOf(run: Run, picture: RunState): { id: string; name: string }[] {
  const begun = ({ id }: { id: string }) => new Date(picture.nodes[id]?.startedAt ?? 8.64e15).getTime();
  return run.definition.nodes.map(({ id, name }) => ({ id, name })).sort((one, other) => begun(one) - begun(other));
}
