import { Button, Tooltip } from '@mantine/core';
import { LayersIcon, PlayIcon, RowsIcon, ViewVerticalIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import { Link } from 'react-router';

import type { Workflow } from '../../../api/types';
import { PanelToggle } from '../../../panels/layout/PanelToggle';
import { ProblemsButton } from '../../../panels/problems/ProblemsButton';
import { Mark } from '../../../ui/layout/Mark';
import { ColourScheme } from '../../../ui/theme/ColourScheme';
import classes from '../canvas-page.module.css';
import { PublishDialog } from '../dialogs/PublishDialog';
import type { DraftSession } from '../draft/useDraftSession';
import { HeaderMenu } from './HeaderMenu';
import { SaveStatus } from './SaveStatus';
import { WorkflowName } from './WorkflowName';

interface Properties {
  readonly workflow: Workflow;
  readonly session: DraftSession;
  readonly readOnly: boolean;
  readonly isStarting: boolean;
  readonly onRun: () => void;
}

/** The canvas's own bar: where one is, whether it is saved, and what can be done with the whole. */
export function Header({ workflow, session, readOnly, isStarting, onRun }: Properties) {
  const [isPublishing, setPublishing] = useState(false);
  return (
    <header className={classes.header}>
      <Link to="/workflows/" className={classes.home} aria-label="All workflows">
        <Mark />
        <span className={classes.crumb}>Workflows</span>
      </Link>
      <span className={classes.slash} aria-hidden>
        /
      </span>
      <WorkflowName workflow={workflow} readOnly={readOnly} />
      {readOnly ? <span className={classes.save}>You may look, not change</span> : <SaveStatus state={session.state} />}
      <div className={classes.actions}>
        <ProblemsButton />
        <span className={classes.toggles}>
          <PanelToggle side="palette" label="palette">
            <LayersIcon />
          </PanelToggle>
          <PanelToggle side="runs" label="runs">
            <RowsIcon />
          </PanelToggle>
          <PanelToggle side="inspector" label="inspector">
            <ViewVerticalIcon />
          </PanelToggle>
        </span>
        {readOnly ? null : (
          <>
            <Tooltip label="Run the draft (Ctrl+Enter)">
              <Button leftSection={<PlayIcon />} loading={isStarting} onClick={onRun}>
                Run
              </Button>
            </Tooltip>
            <Button variant="default" onClick={() => setPublishing(true)}>
              Publish
            </Button>
          </>
        )}
        <ColourScheme />
        <HeaderMenu workflow={workflow} session={session} readOnly={readOnly} />
      </div>
      {isPublishing ? <PublishDialog workflow={workflow.id} session={session} onClose={() => setPublishing(false)} /> : null}
    </header>
  );
}
