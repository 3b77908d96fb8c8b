export const WORKFLOW_FILTERS = ['search', 'tag', 'archived'] as const;
export type WorkflowFilterName = (typeof WORKFLOW_FILTERS)[number];
export type WorkflowFilterValues = Readonly<Record<WorkflowFilterName, string>>;
