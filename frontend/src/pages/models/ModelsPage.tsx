import { CubeIcon } from '@radix-ui/react-icons';

import { useModels } from '../../api/models';
import type { Model } from '../../api/types';
import { FilterBar } from '../../ui/layout/FilterBar';
import { PageBody } from '../../ui/layout/PageBody';
import { PageHeader } from '../../ui/layout/PageHeader';
import { SearchInput } from '../../ui/layout/SearchInput';
import { EmptyState } from '../../ui/states/EmptyState';
import { ErrorState } from '../../ui/states/ErrorState';
import { SkeletonRows } from '../../ui/states/SkeletonRows';
import { useUrlFilters } from '../../ui/url/useUrlFilters';
import { ModelDetail } from './ModelDetail';
import { ModelList } from './ModelList';
import classes from './models.module.css';
import { matchModels } from './matchModels';

/** Every model, chosen from a list: its columns, its node types, and who uses it. */
export function ModelsPage() {
  const [{ search, model: chosen }, change] = useUrlFilters<'search' | 'model'>(['search', 'model']);
  const { data, error, refetch } = useModels();
  const found = matchModels(data ?? [], search);
  const shown = found.find(({ label }) => label === chosen) ?? found[0];
  return (
    <PageBody title="Models">
      <PageHeader title="Models" detail="What your workflows read and write. Each model has a table, an admin and node types of its own." />
      <FilterBar label="Find models">
        <SearchInput label="Search models and fields" value={search} onChange={(next) => change({ search: next })} />
      </FilterBar>
      {data && shown ? (
        <div className={classes.columns}>
          <ModelList models={found} shown={shown.label} choose={(label) => change({ model: label })} />
          <ModelDetail key={shown.label} model={shown} />
        </div>
      ) : null}
      {data && !shown ? <NoModels models={data} /> : null}
      {!data && error ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows label="Loading models" /> : null}
    </PageBody>
  );
}

function NoModels({ models }: { readonly models: readonly Model[] }) {
  if (models.length > 0) return <EmptyState title="No model matches">Search looks at the names of models and of their fields.</EmptyState>;
  return (
    <EmptyState icon={<CubeIcon width={18} height={18} />} title="There are no models yet">
      Put <code className="mono">@db.model</code> above a class, or hand an existing Django model to <code className="mono">db.model</code>.
      It appears here with its nodes.
    </EmptyState>
  );
}
