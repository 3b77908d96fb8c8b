import { SegmentedControl, Select } from '@mantine/core';

import type { WorkflowSummary } from '../../api/types';
import { FilterBar } from '../../ui/layout/FilterBar';
import { SearchInput } from '../../ui/layout/SearchInput';
import type { WorkflowFilterValues } from './filters';

interface Properties {
  readonly filters: WorkflowFilterValues;
  readonly change: (change: Partial<WorkflowFilterValues>) => void;
  readonly workflows: readonly WorkflowSummary[];
}

export function WorkflowFilters({ filters, change, workflows }: Properties) {
  const tags = [...new Set([...workflows.flatMap((workflow) => workflow.tags), filters.tag].filter(Boolean))].sort();
  return (
    <FilterBar label="Find workflows">
      <SearchInput label="Search workflows" value={filters.search} onChange={(search) => change({ search })} />
      <Select
        size="xs"
        w={150}
        clearable
        aria-label="Tag"
        placeholder="Any tag"
        data={tags}
        value={filters.tag || null}
        disabled={tags.length === 0}
        onChange={(tag) => change({ tag: tag ?? '' })}
      />
      <SegmentedControl
        size="xs"
        aria-label="Which workflows"
        data={[
          { value: '', label: 'In use' },
          { value: 'true', label: 'Archived' },
        ]}
        value={filters.archived}
        onChange={(archived) => change({ archived })}
      />
    </FilterBar>
  );
}
