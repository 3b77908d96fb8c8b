import { Select } from '@mantine/core';

import { useWorkflows } from '../../api/workflows';
import { FilterBar } from '../../ui/layout/FilterBar';

interface Properties {
  readonly value: string;
  readonly onChange: (workflow: string) => void;
}

export function WorkflowFilter({ value, onChange }: Properties) {
  const { data } = useWorkflows();
  return (
    <FilterBar label="Find schedules">
      <Select
        size="xs"
        w={260}
        clearable
        searchable
        aria-label="Workflow"
        placeholder="Any workflow"
        data={(data?.results ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
        value={value || null}
        onChange={(workflow) => onChange(workflow ?? '')}
      />
    </FilterBar>
  );
}
