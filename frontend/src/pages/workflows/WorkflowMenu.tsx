import { ActionIcon, Menu } from '@mantine/core';
import { ArchiveIcon, CalendarIcon, CopyIcon, DotsHorizontalIcon, ListBulletIcon, ResetIcon } from '@radix-ui/react-icons';
import { Link } from 'react-router';

import type { WorkflowSummary } from '../../api/types';
import { useMayEdit } from '../../ui/permission/useMayEdit';
import { useWorkflowActions } from './useWorkflowActions';

/** What can be done with a workflow from the list. */
export function WorkflowMenu({ workflow }: { readonly workflow: WorkflowSummary }) {
  const mayEdit = useMayEdit();
  return (
    <Menu position="bottom-end" width={190}>
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${workflow.name}`}>
          <DotsHorizontalIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to={`/runs/?workflow=${workflow.id}`} leftSection={<ListBulletIcon />}>
          Show runs
        </Menu.Item>
        <Menu.Item component={Link} to={`/schedules/?workflow=${workflow.id}`} leftSection={<CalendarIcon />}>
          Schedules
        </Menu.Item>
        {mayEdit ? <Changes workflow={workflow} /> : null}
      </Menu.Dropdown>
    </Menu>
  );
}

function Changes({ workflow }: { readonly workflow: WorkflowSummary }) {
  const { duplicate, archive, restore } = useWorkflowActions(workflow);
  return (
    <>
      <Menu.Divider />
      <Menu.Item leftSection={<CopyIcon />} onClick={duplicate}>
        Duplicate
      </Menu.Item>
      {workflow.archived ? (
        <Menu.Item leftSection={<ResetIcon />} onClick={restore}>
          Restore
        </Menu.Item>
      ) : (
        <Menu.Item leftSection={<ArchiveIcon />} onClick={archive}>
          Archive
        </Menu.Item>
      )}
    </>
  );
}
