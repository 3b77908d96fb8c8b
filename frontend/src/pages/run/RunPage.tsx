import { useParams } from 'react-router';

import { isApiError } from '../../api/ApiError';
import { useRun } from '../../api/runs';
import { PageBody } from '../../ui/layout/PageBody';
import { ErrorState } from '../../ui/states/ErrorState';
import { SkeletonRows } from '../../ui/states/SkeletonRows';
import { NotFoundPage } from '../not-found/NotFoundPage';
import { RunView } from './RunView';

/** One run: the drawing as it ran, when each node ran, and what went in and came out. */
export function RunPage() {
  const { runId = '' } = useParams();
  return /^\d+$/.test(runId) ? <LoadedRun key={runId} id={Number(runId)} /> : <NotFoundPage />;
}

function LoadedRun({ id }: { readonly id: number }) {
  const { data, error, refetch } = useRun(id);
  if (data) return <RunView run={data} />;
  if (isApiError(error) && error.status === 404) return <NotFoundPage />;
  return (
    <PageBody title={`Run ${id}`}>
      {error ? <ErrorState error={error} retry={() => void refetch()} /> : <SkeletonRows label={`Loading run ${id}`} />}
    </PageBody>
  );
}
