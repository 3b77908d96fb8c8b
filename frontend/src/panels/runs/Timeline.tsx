import type { RunState } from '../../domain/run/state';
import { originOf, spanOf, ticksOf, timelineRows } from '../../domain/run/timeline';
import { formatDuration } from '../../ui/numbers/duration';
import { isLive } from '../../ui/status/words';
import { useNow } from '../../ui/time/useNow';
import classes from './timeline.module.css';
import { TimelineRow } from './TimelineRow';

const FRAME = 100;

interface DrawnNode {
  readonly id: string;
  readonly name: string;
  readonly settings: { readonly retry: { readonly attempts: number } };
}

interface Properties {
  readonly state: RunState;
  /** The nodes in the order in which they are drawn. */
  readonly nodes: readonly DrawnNode[];
  readonly selected: string | null;
  readonly select: (node: string) => void;
}

/** When each node ran and for how long, a row a node, in ms from the start of the run. */
export function Timeline({ state, nodes, selected, select }: Properties) {
  const now = useNow(isLive(state.status) ? FRAME : null).getTime();
  const rows = timelineRows(state, nodes);
  const origin = originOf(state, now);
  const span = spanOf(Object.values(state.nodes), origin, now);
  const attempts = new Map(nodes.map(({ id, settings }) => [id, settings.retry.attempts]));
  const hasBegun = rows.some((row) => row.state.startedAt !== null);
  return (
    <section className={classes.timeline} aria-label="Timeline">
      {hasBegun ? <Axis span={span} /> : null}
      {!hasBegun && isLive(state.status) ? (
        <p className={classes.waiting}>{state.pausedBy === null ? 'Waiting for a worker …' : 'Paused.'}</p>
      ) : null}
      <ol className={classes.rows}>
        {rows.map((row) => (
          <TimelineRow
            key={row.id}
            name={row.name}
            state={row.state}
            attempts={attempts.get(row.id) ?? 1}
            scale={{ origin, span, now }}
            selected={row.id === selected}
            select={() => select(row.id)}
          />
        ))}
      </ol>
    </section>
  );
}

function Axis({ span }: { readonly span: number }) {
  return (
    <div className={classes.axis} aria-hidden>
      {ticksOf(span).map((tick) => (
        <span key={tick} style={{ left: `${(tick / span) * 100}%` }} data-last={tick / span > 0.94 || undefined}>
          {tick === 0 ? '0' : formatDuration(tick)}
        </span>
      ))}
    </div>
  );
}
