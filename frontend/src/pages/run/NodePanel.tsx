import { CloseButton, Tabs } from '@mantine/core';

import { useNodeRun } from '../../api/runs';
import type { NodeRunDetail, Run } from '../../api/types';
import type { RunState } from '../../domain/run/state';
import { isLive } from '../../ui/status/words';
import { StatusChip } from '../../ui/status/StatusChip';
import { ErrorState } from '../../ui/states/ErrorState';
import { SkeletonRows } from '../../ui/states/SkeletonRows';
import { AdminLinks } from '../../panels/data/AdminLinks';
import { DataView } from '../../panels/data/DataView';
import { FailureNote } from '../../panels/data/FailureNote';
import { rowsIn } from '../../panels/data/rowsIn';
import { NodeFacts } from './NodeFacts';
import classes from './run.module.css';

interface Properties {
  readonly run: Run;
  readonly picture: RunState;
  readonly node: string;
  readonly close: () => void;
}

/** What went into a node, what came out, and where the rows are in admin. */
export function NodePanel({ run, picture, node, close }: Properties) {
  const state = picture.nodes[node];
  const drawn = run.definition.nodes.find(({ id }) => id === node);
  const begun = state !== undefined && state.status !== 'queued';
  const { data, error } = useNodeRun(run.id, begun ? node : null, state?.status ?? '');
  return (
    <>
      <header className={classes.panelHead}>
        <div className={classes.panelText}>
          <h2 className={classes.panelTitle}>{drawn?.name || node}</h2>
          <code className="mono faint">{drawn?.type}</code>
        </div>
        {state ? <StatusChip status={state.status} /> : null}
        <CloseButton size="sm" aria-label="Back to the run" onClick={close} />
      </header>
      <NodeFacts run={run} picture={picture} node={node} state={state} />
      {state?.error ? (
        <div className={classes.notice}>
          <FailureNote failure={state.error} />
        </div>
      ) : null}
      {state?.status === 'skipped' ? (
        <p className={classes.note}>{state.reason ?? 'It was skipped: what it needed did not come.'}</p>
      ) : null}
      {begun || state?.nextTryAt ? null : (
        <p className={classes.note}>{isLive(picture.status) ? 'It has not begun yet.' : 'It did not run.'}</p>
      )}
      {error && state?.status !== 'skipped' ? <ErrorState error={error} /> : null}
      {data ? <NodeData data={data} /> : null}
      {begun && !data && !error ? <SkeletonRows rows={4} label={`Loading the data of ${node}`} /> : null}
    </>
  );
}

function NodeData({ data }: { readonly data: NodeRunDetail }) {
  const isTabular = (rowsIn(data.output).rows?.length ?? 0) > 0;
  return (
    <>
      {isTabular || data.links.length === 0 ? null : (
        <div className={classes.notice}>
          <AdminLinks links={data.links} label="Rows in admin" />
        </div>
      )}
      <Tabs defaultValue={data.has_output ? 'output' : 'input'} classNames={{ root: classes.tabs ?? '', tab: classes.tab ?? '' }}>
        <Tabs.List>
          <Tabs.Tab value="input">Input</Tabs.Tab>
          <Tabs.Tab value="output">Output</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="input" className={classes.data ?? ''}>
          <DataView value={data.parameters} label="input" />
        </Tabs.Panel>
        <Tabs.Panel value="output" className={classes.data ?? ''}>
          {data.has_output ? (
            <DataView value={data.output} label="output" links={data.links} />
          ) : (
            <span className="muted">Nothing came out.</span>
          )}
        </Tabs.Panel>
      </Tabs>
      {data.truncated ? <p className={classes.note}>This is the beginning; the rest is too much to show here.</p> : null}
    </>
  );
}
