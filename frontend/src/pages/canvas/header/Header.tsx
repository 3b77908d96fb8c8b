import { Button, Tooltip } from '@mantine/core';
import { LockClosedIcon, PlayIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import { Link } from 'react-router';

import type { Workflow } from '../../../api/types';
import { PanelToggle } from '../../../panels/layout/PanelToggle';
import { ProblemsButton } from '../../../panels/problems/ProblemsButton';
import { Mark } from '../../../ui/layout/Mark';
import { VIEWER_REASON } from '../../../ui/permission/useMayEdit';
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
      {readOnly ? <ReadOnlyNote workflow={workflow} /> : <SaveStatus state={session.state} />}
      <div className={classes.actions}>
        <ProblemsButton />
        <span className={classes.toggles}>
          {readOnly ? null : <PanelToggle side="palette" label="palette" />}
          <PanelToggle side="runs" label="runs" />
          <PanelToggle side="inspector" label="inspector" />
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

function ReadOnlyNote({ workflow }: { readonly workflow: Workflow }) {
  const reason = workflow.archived
    ? 'This workflow is archived. Restore it from the list of workflows to change or run it.'
    : VIEWER_REASON;
  return (
    <Tooltip label={reason} multiline w={280}>
      <span className={classes.readOnly}>
        <LockClosedIcon width={12} height={12} aria-hidden />
        {workflow.archived ? 'Archived, read only' : 'Read only'}
      </span>
    </Tooltip>
  );
}
