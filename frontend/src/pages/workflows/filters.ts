import type { WorkflowQuery } from '../../api/workflows';

export const WORKFLOW_FILTERS = ['search', 'tag', 'archived', 'page'] as const;
export type WorkflowFilterName = (typeof WORKFLOW_FILTERS)[number];
export type WorkflowFilterValues = Readonly<Record<WorkflowFilterName, string>>;

export const PAGE_SIZE = 50;

/** The question to the server; a page that is no number is the first. */
export function toQuery({ page, ...filters }: WorkflowFilterValues): WorkflowQuery & { readonly page: number } {
  return { ...filters, page: Math.max(Number.parseInt(page, 10) || 1, 1) };
}
