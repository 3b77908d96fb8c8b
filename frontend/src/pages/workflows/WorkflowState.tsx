import type { WorkflowSummary } from '../../api/types';
import classes from './workflows.module.css';

/** Draft, published, or published with newer changes in the draft. */
export function WorkflowState({ workflow }: { readonly workflow: WorkflowSummary }) {
  return (
    <span className={classes.state} data-state={workflow.state}>
      <span className={classes.stateMark} aria-hidden />
      {stateWords(workflow)}
    </span>
  );
}

export function stateWords({ state, published_version }: Pick<WorkflowSummary, 'state' | 'published_version'>): string {
  if (state === 'draft' || published_version === null) return 'Draft';
  return state === 'published' ? `Published v${published_version}` : `Draft changes`;
}
