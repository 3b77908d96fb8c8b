import { useState } from 'react';

import { useWorkflows } from '../../api/workflows';
import { PageBody } from '../../ui/layout/PageBody';
import { PageHeader } from '../../ui/layout/PageHeader';
import { Pager } from '../../ui/layout/Pager';
import { ErrorState } from '../../ui/states/ErrorState';
import { SkeletonRows } from '../../ui/states/SkeletonRows';
import { useUrlFilters } from '../../ui/url/useUrlFilters';
import { NewWorkflowButton } from './NewWorkflowButton';
import { NewWorkflowDialog } from './NewWorkflowDialog';
import { NoWorkflows } from './NoWorkflows';
import { PAGE_SIZE, toQuery, type WorkflowFilterName, WORKFLOW_FILTERS } from './filters';
import { useLiveStrips } from './useLiveStrips';
import { WorkflowFilters } from './WorkflowFilters';
import { WorkflowTable } from './WorkflowTable';

/** The list of workflows: the first page after signing in. */
export function WorkflowsPage() {
  const [filters, change] = useUrlFilters<WorkflowFilterName>(WORKFLOW_FILTERS);
  const query = toQuery(filters);
  const [creating, setCreating] = useState(false);
  const { data, error, refetch } = useWorkflows(query);
  useLiveStrips();
  const create = () => setCreating(true);
  return (
    <PageBody title="Workflows">
      <PageHeader
        title="Workflows"
        detail="What you have drawn, how it has been running, and when it runs next."
        actions={<NewWorkflowButton onClick={create} />}
      />
      <WorkflowFilters filters={filters} change={change} workflows={data?.results ?? []} />
      {data && data.results.length > 0 ? <WorkflowTable workflows={data.results} /> : null}
      {data ? (
        <Pager page={query.page} count={data.count} pageSize={PAGE_SIZE} onChange={(page) => change({ page: String(page) })} />
      ) : null}
      {data?.results.length === 0 ? (
        <NoWorkflows filters={filters} clear={() => change({ search: '', tag: '', archived: '' })} create={create} />
      ) : null}
      {!data && error ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows label="Loading workflows" /> : null}
      <NewWorkflowDialog opened={creating} close={() => setCreating(false)} />
    </PageBody>
  );
}
