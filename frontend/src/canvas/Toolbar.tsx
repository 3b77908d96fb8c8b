import { ActionIcon, Tooltip } from '@mantine/core';
import { MagicWandIcon, ResetIcon, ZoomInIcon, ZoomOutIcon, EnterFullScreenIcon } from '@radix-ui/react-icons';
import { Panel, useReactFlow } from '@xyflow/react';
import type { ReactNode } from 'react';

import type { NodeTypes } from '../domain/ports/judgement';
import { useEditor } from '../store/editorStore';
import { FIT } from './flow/settings';
import { tidyUp } from './tidy/tidyUp';
import classes from './toolbar.module.css';
import { redo, undo } from './travel';

interface Properties {
  readonly types: NodeTypes;
  readonly readOnly: boolean;
}

/** Undo, redo, tidy up and zoom, at the foot of the canvas. */
export function Toolbar({ types, readOnly }: Properties) {
  const { fitView } = useReactFlow();
  const tidy = () => void tidyUp(types).then(() => requestAnimationFrame(() => void fitView(FIT)));
  return (
    <Panel position="bottom-left" className={classes.bar ?? ''}>
      {readOnly ? null : <HistoryTools />}
      {readOnly ? null : (
        <Tool label="Tidy up" keys="Shift+T" onClick={tidy}>
          <MagicWandIcon />
        </Tool>
      )}
      <ZoomTools />
    </Panel>
  );
}

function HistoryTools() {
  const past = useEditor((editor) => editor.history.past.at(-1));
  const next = useEditor((editor) => editor.history.future[0]);
  return (
    <>
      <Tool label={past ? `Undo: ${past.label}` : 'Nothing to undo'} keys="Ctrl+Z" disabled={!past} onClick={undo}>
        <ResetIcon />
      </Tool>
      <Tool label={next ? `Redo: ${next.label}` : 'Nothing to redo'} keys="Ctrl+Shift+Z" disabled={!next} onClick={redo}>
        <ResetIcon style={{ transform: 'scaleX(-1)' }} />
      </Tool>
      <span className={classes.line} />
    </>
  );
}

/** The zoom buttons of both canvases. */
export function ZoomTools() {
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  return (
    <>
      <Tool label="Zoom out" keys="-" onClick={() => void zoomOut()}>
        <ZoomOutIcon />
      </Tool>
      <Tool label="Zoom in" keys="+" onClick={() => void zoomIn()}>
        <ZoomInIcon />
      </Tool>
      <Tool label="Show all" keys="Shift+1" onClick={() => void fitView(FIT)}>
        <EnterFullScreenIcon />
      </Tool>
    </>
  );
}

interface ToolProperties {
  readonly label: string;
  readonly keys: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Tool({ label, keys, disabled = false, onClick, children }: ToolProperties) {
  return (
    <Tooltip label={`${label} (${keys})`}>
      <ActionIcon aria-label={label} aria-keyshortcuts={keys.replace('Ctrl', 'Control')} disabled={disabled} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
