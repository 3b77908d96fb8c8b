import type { WorkflowSummary } from '../../api/types';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The workflows that were found as choices; the chosen one is among them even where it was not found. */
export function workflowChoices(
  found: readonly WorkflowSummary[],
  chosen: WorkflowSummary | undefined,
  labelOf: (workflow: WorkflowSummary) => string,
): Choice[] {
  const isFound = !chosen || found.some(({ id }) => id === chosen.id);
  const workflows = isFound ? found : [...found, chosen];
  return workflows.map((workflow) => ({ value: String(workflow.id), label: labelOf(workflow) }));
}
