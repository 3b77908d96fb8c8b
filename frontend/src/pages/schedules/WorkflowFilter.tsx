import { WorkflowSelect } from '../../panels/workflows/WorkflowSelect';
import { FilterBar } from '../../ui/layout/FilterBar';

interface Properties {
  readonly value: string;
  readonly onChange: (workflow: string) => void;
}

export function WorkflowFilter({ value, onChange }: Properties) {
  return (
    <FilterBar label="Find schedules">
      <WorkflowSelect size="xs" w={260} clearable aria-label="Workflow" placeholder="Any workflow" value={value} onChange={onChange} />
    </FilterBar>
  );
}
