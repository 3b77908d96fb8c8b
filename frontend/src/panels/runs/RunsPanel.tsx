import { Tabs } from '@mantine/core';

import type { Definition } from '../../domain/definition/model';
import { useEditor } from '../../store/editorStore';
import { useRunState } from '../../store/runStore';
import { EmptyState } from '../../ui/states/EmptyState';
import { NodeData } from '../data/NodeData';
import { EventList } from './EventList';
import classes from './runs.module.css';
import { RunsBar } from './RunsBar';
import { Timeline } from './Timeline';

interface Properties {
  readonly workflow: number;
  readonly definition: Definition;
  readonly run: number | null;
  readonly onRun: (run: number | null) => void;
}

/** The workflow's last runs, and one of them in time, in events, and in what went through the chosen node. */
export function RunsPanel({ workflow, definition, run, onRun }: Properties) {
  const state = useRunState(run);
  const select = useEditor((editor) => editor.select);
  const chosen = useEditor((editor) => (editor.selection.length === 1 ? editor.selection[0] : undefined));
  return (
    <Tabs defaultValue="timeline" className={classes.panel ?? ''} keepMounted={false} variant="none">
      <RunsBar workflow={workflow} run={run} onRun={onRun} chosen={chosen} />
      {state ? (
        <>
          <Tabs.Panel value="timeline" className={`${classes.body ?? ''} ${classes.timeline ?? ''}`}>
            <Timeline state={state} nodes={definition.nodes} selected={chosen ?? null} select={(node) => select([node])} />
          </Tabs.Panel>
          <Tabs.Panel value="events" className={classes.body ?? ''}>
            <EventList events={state.events} />
          </Tabs.Panel>
          <Tabs.Panel value="input" className={classes.body ?? ''}>
            <ChosenData run={run} chosen={chosen} side="input" />
          </Tabs.Panel>
          <Tabs.Panel value="output" className={classes.body ?? ''}>
            <ChosenData run={run} chosen={chosen} side="output" />
          </Tabs.Panel>
        </>
      ) : (
        <EmptyState title="No run is shown">Press Run to try the draft, or choose an earlier run above.</EmptyState>
      )}
    </Tabs>
  );
}

interface ChosenProperties {
  readonly run: number | null;
  readonly chosen: string | undefined;
  readonly side: 'input' | 'output';
}

function ChosenData({ run, chosen, side }: ChosenProperties) {
  if (!chosen) return <EmptyState title="No node is chosen">Choose a node on the canvas to see what went through it.</EmptyState>;
  return <NodeData run={run} node={chosen} side={side} />;
}
