import { ActionIcon, Menu } from '@mantine/core';
import { CalendarIcon, CounterClockwiseClockIcon, DotsHorizontalIcon, KeyboardIcon, ListBulletIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import { Link } from 'react-router';

import type { Workflow } from '../../../api/types';
import { ShortcutsDialog } from '../dialogs/ShortcutsDialog';
import { VersionsDialog } from '../dialogs/VersionsDialog';
import type { DraftSession } from '../draft/useDraftSession';

interface Properties {
  readonly workflow: Workflow;
  readonly session: DraftSession;
  readonly readOnly: boolean;
}

/** What is needed less often. */
export function HeaderMenu({ workflow, session, readOnly }: Properties) {
  const [shown, setShown] = useState<'versions' | 'shortcuts' | null>(null);
  const close = () => setShown(null);
  return (
    <>
      <Menu position="bottom-end" width={216}>
        <Menu.Target>
          <ActionIcon aria-label="More">
            <DotsHorizontalIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} to={`/schedules/?workflow=${workflow.id}`} leftSection={<CalendarIcon />}>
            Schedules
          </Menu.Item>
          <Menu.Item component={Link} to={`/runs/?workflow=${workflow.id}`} leftSection={<ListBulletIcon />}>
            All runs
          </Menu.Item>
          <Menu.Item leftSection={<CounterClockwiseClockIcon />} onClick={() => setShown('versions')}>
            Versions
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<KeyboardIcon />} onClick={() => setShown('shortcuts')}>
            Keyboard shortcuts
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {shown === 'versions' ? <VersionsDialog workflow={workflow.id} session={session} readOnly={readOnly} onClose={close} /> : null}
      {shown === 'shortcuts' ? <ShortcutsDialog onClose={close} /> : null}
    </>
  );
}
