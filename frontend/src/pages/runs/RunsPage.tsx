import { useState } from 'react';

import { useRuns } from '../../api/runs';
import { PageBody } from '../../ui/layout/PageBody';
import { PageHeader } from '../../ui/layout/PageHeader';
import { Pager } from '../../ui/layout/Pager';
import { ErrorState } from '../../ui/states/ErrorState';
import { SkeletonRows } from '../../ui/states/SkeletonRows';
import { useUrlFilters } from '../../ui/url/useUrlFilters';
import { isFiltered, PAGE_SIZE, RUN_FILTERS, type RunFilterName, toQuery } from './filters';
import { NoRuns } from './NoRuns';
import { RunChart } from './RunChart';
import { RunFilters } from './RunFilters';
import { RunTable } from './RunTable';
import { useLiveRuns } from './useLiveRuns';

/** Every run of the tenant, the newest first, as they happen. */
export function RunsPage() {
  const [filters, change] = useUrlFilters<RunFilterName>(RUN_FILTERS);
  const [opened] = useState(() => Date.now());
  const query = toQuery(filters, opened);
  const { data, error, refetch } = useRuns(query);
  useLiveRuns();
  const clear = () => change({ workflow: '', status: '', trigger: '', since: '', search: '' });
  return (
    <PageBody title="Runs">
      <PageHeader title="Runs" detail="Everything that ran or is running, as it happens." />
      <RunChart query={query} />
      <RunFilters filters={filters} change={change} />
      {data && data.results.length > 0 ? <RunTable runs={data.results} /> : null}
      {data ? (
        <Pager page={query.page ?? 1} count={data.count} pageSize={PAGE_SIZE} onChange={(page) => change({ page: String(page) })} />
      ) : null}
      {data?.results.length === 0 ? <NoRuns filtered={isFiltered(filters)} clear={clear} /> : null}
      {!data && error ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows label="Loading runs" /> : null}
    </PageBody>
  );
}
