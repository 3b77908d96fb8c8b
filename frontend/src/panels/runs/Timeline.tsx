import { nodeLabel, type Node } from '../../domain/definition/model';
import { timelineBars } from '../../domain/run/timeline';
import type { RunState } from '../../domain/run/state';
import { useEditor } from '../../store/editorStore';
import { formatDuration } from '../../ui/numbers/duration';
import { StatusIcon } from '../../ui/status/StatusIcon';
import { isLive, statusColor } from '../../ui/status/words';
import { LiveDuration } from '../../ui/time/LiveDuration';
import { useNow } from '../../ui/time/useNow';
import classes from './runs.module.css';

const TICK = 200;

interface Properties {
  readonly state: RunState;
  /** The nodes in the order in which they are drawn. */
  readonly nodes: readonly Node[];
}

/** When each node ran and for how long, as bars; choosing one chooses the node. */
export function Timeline({ state, nodes }: Properties) {
  const now = useNow(isLive(state.status) ? TICK : null);
  const { bars, total } = timelineBars(
    state,
    nodes.map((node) => node.id),
    now.getTime(),
  );
  const names = new Map(nodes.map((node) => [node.id, nodeLabel(node)]));
  const selection = useEditor((editor) => editor.selection);
  const select = useEditor((editor) => editor.select);
  if (bars.length === 0) return <p className={classes.waiting}>Waiting for a worker …</p>;
  return (
    <ol className={classes.timeline} aria-label={`Timeline, ${formatDuration(total)} in all`}>
      {bars.map(({ node, state: nodeRun, start, length }) => (
        <li key={node}>
          <button type="button" className={classes.line} data-chosen={selection.includes(node) || undefined} onClick={() => select([node])}>
            <StatusIcon status={nodeRun.status} />
            <span className={classes.lineName}>{names.get(node) ?? node}</span>
            <span className={classes.track}>
              {length > 0 ? (
                <span
                  className={classes.barPiece}
                  style={{ left: `${start * 100}%`, width: `${length * 100}%`, background: statusColor(nodeRun.status) }}
                />
              ) : null}
            </span>
            <span className={classes.lineTime}>
              {nodeRun.startedAt ? <LiveDuration startedAt={nodeRun.startedAt} duration={nodeRun.durationMs} /> : nodeRun.status}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
