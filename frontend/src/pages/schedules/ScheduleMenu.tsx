import { ActionIcon, Button, Group, Menu, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { DotsHorizontalIcon, ListBulletIcon, Pencil1Icon, TrashIcon } from '@radix-ui/react-icons';
import { Link } from 'react-router';

import { useDeleteTrigger } from '../../api/triggers';
import type { Trigger } from '../../api/types';
import { notifyError } from '../../ui/layout/notify';
import { useMayEdit } from '../../ui/permission/useMayEdit';

interface Properties {
  readonly trigger: Trigger;
  readonly edit: () => void;
}

export function ScheduleMenu({ trigger, edit }: Properties) {
  const [asking, { open, close }] = useDisclosure(false);
  const { mutate, isPending } = useDeleteTrigger();
  const mayEdit = useMayEdit();
  const name = trigger.workflow.name;
  const remove = () => mutate(trigger.id, { onSuccess: close, onError: (error) => notifyError('The schedule is still there', error) });
  return (
    <>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <ActionIcon aria-label={`Actions for the schedule of ${name}`}>
            <DotsHorizontalIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayEdit ? (
            <Menu.Item leftSection={<Pencil1Icon />} onClick={edit}>
              Change
            </Menu.Item>
          ) : null}
          <Menu.Item component={Link} to={`/runs/?workflow=${trigger.workflow.id}&trigger=schedule`} leftSection={<ListBulletIcon />}>
            Scheduled runs
          </Menu.Item>
          {mayEdit ? (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<TrashIcon />} color="var(--status-failed)" onClick={open}>
                Delete
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={asking} onClose={close} title={`Delete the schedule of “${name}”?`} size={440}>
        <p className="muted" style={{ margin: '0 0 20px' }}>
          It starts no more runs. The workflow and its past runs stay.
        </p>
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button color="red" onClick={remove} loading={isPending}>
            Delete schedule
          </Button>
        </Group>
      </Modal>
    </>
  );
}
