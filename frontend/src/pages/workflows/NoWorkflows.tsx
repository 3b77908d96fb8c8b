import { Button } from '@mantine/core';
import { ArchiveIcon, MagnifyingGlassIcon, Share1Icon } from '@radix-ui/react-icons';

import { EmptyState } from '../../ui/states/EmptyState';
import type { WorkflowFilterValues } from './filters';
import { NewWorkflowButton } from './NewWorkflowButton';

interface Properties {
  readonly filters: WorkflowFilterValues;
  readonly clear: () => void;
  readonly create: () => void;
}

/** Why the list is empty, and what to do about it. */
export function NoWorkflows({ filters, clear, create }: Properties) {
  if (filters.search || filters.tag) {
    return (
      <EmptyState
        icon={<MagnifyingGlassIcon width={18} height={18} />}
        title="No workflow matches"
        actions={
          <Button variant="default" onClick={clear}>
            Clear the filters
          </Button>
        }
      >
        <p>Search looks at names and descriptions. Archived workflows are under “Archived”.</p>
      </EmptyState>
    );
  }
  if (filters.archived) {
    return (
      <EmptyState icon={<ArchiveIcon width={18} height={18} />} title="Nothing is archived">
        <p>Archive a workflow to take it out of sight. Its runs stay, and it can be restored from here.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Share1Icon width={18} height={18} />}
      title="Draw your first workflow"
      actions={<NewWorkflowButton onClick={create} />}
    >
      <p>A workflow is a drawing of work on your rows: place nodes, connect them, press Run. Begin from a template to see how one looks.</p>
    </EmptyState>
  );
}
