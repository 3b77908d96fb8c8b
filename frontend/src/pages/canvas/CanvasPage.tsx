import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';

import { getDraft } from '../../api/drafts';
import { useMe } from '../../api/me';
import { useModels } from '../../api/models';
import { useNodeTypes } from '../../api/nodeTypes';
import { useWorkflow } from '../../api/workflows';
import { ErrorState } from '../../ui/states/ErrorState';
import { CanvasSkeleton } from './CanvasSkeleton';
import { Workspace } from './Workspace';

/** One workflow's canvas. The draft is fetched anew on each visit: somebody else may have saved since. */
export function CanvasPage() {
  const id = Number(useParams()['workflowId']);
  const me = useMe();
  const workflow = useWorkflow(id);
  const nodeTypes = useNodeTypes();
  const models = useModels();
  const draft = useQuery({
    queryKey: ['draft', id],
    queryFn: ({ signal }) => getDraft(id, signal),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const all = [workflow, nodeTypes, models, draft, me];
  const failed = all.find((query) => query.isError && !query.data);
  if (failed?.error) return <ErrorPage error={failed.error} retry={() => void Promise.all(all.map((query) => query.refetch()))} />;
  if (!workflow.data || !nodeTypes.data || !models.data || !draft.data || !me.data) return <CanvasSkeleton />;
  return (
    <Workspace
      key={id}
      workflow={workflow.data}
      draft={draft.data}
      nodeTypes={nodeTypes.data}
      models={models.data}
      readOnly={me.data.role === 'viewer' || workflow.data.archived}
    />
  );
}

function ErrorPage({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  return (
    <main id="main">
      <ErrorState error={error} retry={retry} />
    </main>
  );
}
