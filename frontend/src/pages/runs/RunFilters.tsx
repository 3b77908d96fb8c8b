import { Select } from '@mantine/core';

import { WorkflowSelect } from '../../panels/workflows/WorkflowSelect';
import { FilterBar } from '../../ui/layout/FilterBar';
import { SearchInput } from '../../ui/layout/SearchInput';
import { STATUS_WORD } from '../../ui/status/words';
import { type RunFilterName, type RunFilterValues, SPANS, TRIGGER_WORD } from './filters';

interface Properties {
  readonly filters: RunFilterValues;
  readonly change: (change: Partial<RunFilterValues>) => void;
}

const RUN_STATUSES = (['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const).map((value) => ({
  value,
  label: STATUS_WORD[value],
}));
const TRIGGERS = Object.entries(TRIGGER_WORD).map(([value, label]) => ({ value, label }));
const SINCE = Object.entries(SPANS).map(([value, { label }]) => ({ value, label }));

export function RunFilters({ filters, change }: Properties) {
  const choice = (name: RunFilterName, placeholder: string, choices: readonly { value: string; label: string }[], width: number) => (
    <Select
      size="xs"
      w={width}
      clearable
      aria-label={placeholder}
      placeholder={placeholder}
      data={choices}
      value={filters[name] || null}
      onChange={(value) => change({ [name]: value ?? '' })}
    />
  );
  return (
    <FilterBar label="Find runs">
      <SearchInput label="Search runs" value={filters.search} onChange={(search) => change({ search })} />
      <WorkflowSelect
        size="xs"
        w={190}
        clearable
        aria-label="Any workflow"
        placeholder="Any workflow"
        value={filters.workflow}
        onChange={(workflow) => change({ workflow })}
      />
      {choice('status', 'Any status', RUN_STATUSES, 128)}
      {choice('trigger', 'Any trigger', TRIGGERS, 128)}
      {choice('since', 'Any time', SINCE, 138)}
    </FilterBar>
  );
}
