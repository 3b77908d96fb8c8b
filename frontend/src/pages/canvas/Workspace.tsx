import { useDocumentTitle } from '@mantine/hooks';
import { ReactFlowProvider } from '@xyflow/react';
import { useMemo, useState } from 'react';

import type { Draft, Model, NodeType, Workflow } from '../../api/types';
import { EditableCanvas } from '../../canvas/EditableCanvas';
import { DRAGGED_TYPE } from '../../canvas/placing/dragged';
import { useAdding } from '../../canvas/placing/useAdding';
import { readDefinition } from '../../domain/definition/reading';
import type { NodeTypes } from '../../domain/ports/judgement';
import { Inspector } from '../../panels/inspector/Inspector';
import { SidePanel } from '../../panels/layout/SidePanel';
import { Palette } from '../../panels/palette/Palette';
import { RunsPanel } from '../../panels/runs/RunsPanel';
import { useLiveRun } from '../../realtime/useLiveRun';
import { useEditor } from '../../store/editorStore';
import { ConflictBanner } from './banners/ConflictBanner';
import { RecoveryBanner } from './banners/RecoveryBanner';
import classes from './canvas-page.module.css';
import { RunDialog } from './dialogs/RunDialog';
import { useDraftSession } from './draft/useDraftSession';
import { EmptyCanvas } from './EmptyCanvas';
import { Header } from './header/Header';
import { LiveRegion } from './LiveRegion';
import { useRunAnnouncement } from './run/useRunAnnouncement';
import { useRunStart } from './run/useRunStart';
import { useShownRun } from './run/useShownRun';
import { useChosenInView } from './useChosenInView';
import { useShortcuts } from './useShortcuts';

interface Properties {
  readonly workflow: Workflow;
  readonly draft: Draft;
  readonly nodeTypes: readonly NodeType[];
  readonly models: readonly Model[];
  readonly readOnly: boolean;
}

/** The canvas with its bar and panels. */
export function Workspace(properties: Properties) {
  return (
    <ReactFlowProvider>
      <Frame {...properties} />
    </ReactFlowProvider>
  );
}

function Frame({ workflow, draft, nodeTypes, models, readOnly }: Properties) {
  const session = useDraftSession(workflow.id, draft, readOnly);
  const [run, showRun] = useShownRun();
  const [isAsking, setAsking] = useState(false);
  const types = useMemo(() => new Map(nodeTypes.map((type) => [type.name, type])), [nodeTypes]);
  const definition = useEditor((editor) => editor.definition);
  const worksOn = useMemo(() => modelsOf(draft, types), [draft, types]);
  const add = useAdding(types);
  const start = useRunStart(workflow.id, session, showRun);
  const askOrStart = () => (definition.inputs.length > 0 ? setAsking(true) : start.mutate({}));
  useLiveRun(run);
  useDocumentTitle(`${workflow.name} · DataFlow Designer`);
  useRunAnnouncement(run);
  useChosenInView();
  useShortcuts(types, { onRun: askOrStart, onSave: () => void session.flush(), readOnly });
  return (
    <main id="main" className={classes.page} tabIndex={-1}>
      <Header workflow={workflow} session={session} readOnly={readOnly} isStarting={start.isPending} onRun={askOrStart} />
      <ConflictBanner session={session} />
      <RecoveryBanner workflow={workflow.id} draft={draft} readOnly={readOnly} />
      <div className={classes.middle}>
        {readOnly ? null : (
          <SidePanel side="palette" label="Palette">
            <Palette types={nodeTypes} worksOn={worksOn} dragType={DRAGGED_TYPE} onAdd={add} />
          </SidePanel>
        )}
        <div className={classes.stage}>
          <EditableCanvas types={types} run={run} readOnly={readOnly} />
          {definition.nodes.length === 0 ? <EmptyCanvas /> : null}
        </div>
        <SidePanel side="inspector" label="Inspector">
          <Inspector workflow={workflow.id} types={types} models={models} run={run} readOnly={readOnly} />
        </SidePanel>
      </div>
      <SidePanel side="runs" label="Runs">
        <RunsPanel workflow={workflow.id} definition={definition} run={run} onRun={showRun} />
      </SidePanel>
      {isAsking ? <RunDialog workflow={workflow.id} inputs={definition.inputs} start={start} onClose={() => setAsking(false)} /> : null}
      <LiveRegion />
    </main>
  );
}

/** The models that the workflow worked on when it was opened. */
function modelsOf(draft: Draft, types: NodeTypes): ReadonlySet<string> {
  const models = readDefinition(draft.definition).nodes.map((node) => types.get(node.type)?.model);
  return new Set(models.filter((model) => model != null));
}
