import { Select } from '@mantine/core';

import type { WorkflowSummary } from '../../api/types';

interface Properties {
  readonly workflows: readonly WorkflowSummary[];
  readonly value: string;
  readonly onChange: (workflow: string) => void;
  readonly disabled: boolean;
  readonly error: string | undefined;
}

/** Which workflow to start: one that is published, since that is what a schedule runs. */
export function WorkflowChoice({ workflows, value, onChange, disabled, error }: Properties) {
  return (
    <Select
      label="Workflow"
      placeholder="Choose a workflow"
      searchable
      disabled={disabled}
      data={workflows.map(({ id, name, published_version }) => ({
        value: String(id),
        label: published_version === null ? `${name} (not published)` : name,
      }))}
      value={value || null}
      onChange={(workflow) => onChange(workflow ?? '')}
      error={error}
    />
  );
}
