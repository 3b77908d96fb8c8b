import { useDocumentTitle } from '@mantine/hooks';
import { useState } from 'react';

import { useNodeTypes } from '../../api/nodeTypes';
import type { Run } from '../../api/types';
import { RunCanvas } from '../../canvas/RunCanvas';
import { Timeline } from '../../panels/runs/Timeline';
import { STATUS_WORD } from '../../ui/status/words';
import { failedNode } from './failedNode';
import { NodePanel } from './NodePanel';
import classes from './run.module.css';
import { RunHeader } from './RunHeader';
import { RunPanel } from './RunPanel';
import { useLivePicture } from './useLivePicture';

export function RunView({ run }: { readonly run: Run }) {
  const picture = useLivePicture(run);
  const { data: nodeTypes } = useNodeTypes();
  const [selected, select] = useState(failedNode(run));
  useDocumentTitle(`Run ${run.id} ${STATUS_WORD[picture.status].toLowerCase()} · DataFlow Designer`);
  return (
    <main id="main" tabIndex={-1} className={classes.page}>
      <RunHeader run={run} picture={picture} />
      <div className={classes.canvas}>
        {nodeTypes ? (
          <RunCanvas definition={run.definition} nodeTypes={nodeTypes} runId={run.id} selected={selected} onSelect={select} />
        ) : null}
      </div>
      <div className={classes.timeline}>
        <Timeline
          state={picture}
          nodes={run.definition.nodes}
          selected={selected}
          select={(node) => select(node === selected ? null : node)}
        />
      </div>
      <aside className={classes.side} aria-label={selected === null ? 'About the run' : `Data of ${selected}`}>
        {selected === null ? (
          <RunPanel run={run} picture={picture} select={select} />
        ) : (
          <NodePanel run={run} picture={picture} node={selected} close={() => select(null)} />
        )}
      </aside>
    </main>
  );
}
