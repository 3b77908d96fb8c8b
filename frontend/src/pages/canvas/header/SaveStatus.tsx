import type { Draft } from '../../../api/types';
import type { SaveState } from '../../../store/autosave';
import { RelativeTime } from '../../../ui/time/RelativeTime';
import classes from '../canvas-page.module.css';

/** Whether the drawing is safe: saved and when, being saved, or why not. */
export function SaveStatus({ state }: { readonly state: SaveState<Draft> }) {
  return (
    <span className={classes.save} data-phase={state.phase} data-testid="save-status">
      <SaveText state={state} />
    </span>
  );
}

function SaveText({ state }: { readonly state: SaveState<Draft> }) {
  switch (state.phase) {
    case 'saved':
      return (
        <>
          Draft · saved <RelativeTime value={state.draft.saved_at} />
        </>
      );
    case 'waiting':
      return 'Draft · unsaved changes';
    case 'saving':
      return 'Saving …';
    case 'failed':
      return <span title={state.message}>Not saved: {state.message}</span>;
    case 'conflict':
      return 'Not saved: somebody else saved first';
  }
}
