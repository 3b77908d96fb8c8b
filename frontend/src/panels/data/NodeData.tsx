import { useNodeRun } from '../../api/runs';
import type { NodeRunDetail } from '../../domain/api';
import { useNodeRunState } from '../../store/runStore';
import { EmptyState } from '../../ui/states/EmptyState';
import { ErrorState } from '../../ui/states/ErrorState';
import { SkeletonRows } from '../../ui/states/SkeletonRows';
import { AdminLinks } from './AdminLinks';
import { DataView } from './DataView';
import classes from './data.module.css';
import { FailureNote } from './FailureNote';
import { NodeOutcome } from './NodeOutcome';
import { rowsIn } from './rowsIn';

interface Properties {
  readonly run: number | null;
  readonly node: string;
  readonly side: 'input' | 'output';
}

/** What went into a node in a run, or what came out of it. */
export function NodeData({ run, node, side }: Properties) {
  const state = useNodeRunState(run, node);
  if (run === null) {
    return (
      <EmptyState title="Nothing has gone through yet">
        Run the workflow. What goes into this node and what comes out of it is shown here.
      </EmptyState>
    );
  }
  if (!state) return <EmptyState title="Not in this run">Run {run} has not come to this node, or did not have it yet.</EmptyState>;
  return <KnownNodeData run={run} node={node} side={side} version={`${state.status}:${state.finishedAt ?? ''}`} />;
}

function KnownNodeData({ run, node, side, version }: Properties & { readonly run: number; readonly version: string }) {
  const { data, error, refetch } = useNodeRun(run, node, version);
  const state = useNodeRunState(run, node);
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={4} label="Loading what went through the node" />;
  return (
    <div className={classes.data}>
      {state ? <NodeOutcome run={run} state={state} /> : null}
      {data.error && side === 'output' ? <FailureNote failure={data.error} /> : null}
      {side === 'output' && !isTable(data.output) ? <AdminLinks links={data.links} label="Rows in admin" /> : null}
      {data.truncated ? <p className={classes.note}>This is long: only the beginning is shown.</p> : null}
      <Side data={data} side={side} node={node} />
    </div>
  );
}

function Side({ data, side, node }: { readonly data: NodeRunDetail; readonly side: 'input' | 'output'; readonly node: string }) {
  if (side === 'input') return <DataView value={data.parameters} label={`input of ${node}`} />;
  if (data.has_output) return <DataView value={data.output} label={`output of ${node}`} links={data.links} />;
  return data.error ? null : <p className={classes.note}>Nothing has come out of it.</p>;
}

/** The rows of a table lead to admin each by itself. */
function isTable(output: unknown): boolean {
  return (rowsIn(output).rows?.length ?? 0) > 0;
}
