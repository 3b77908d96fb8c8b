import { Modal } from '@mantine/core';

import type { Trigger } from '../../api/types';
import { ScheduleForm } from './ScheduleForm';

interface Properties {
  /** The schedule to change, "new" to write one, null where nothing is asked. */
  readonly trigger: Trigger | 'new' | null;
  /** The workflow that a new schedule is for, if it is known. */
  readonly workflow: string;
  readonly close: () => void;
}

export function ScheduleDialog({ trigger, workflow, close }: Properties) {
  const existing = trigger === 'new' ? null : trigger;
  return (
    <Modal opened={trigger !== null} onClose={close} title={existing ? 'Change schedule' : 'New schedule'} size={560}>
      <ScheduleForm trigger={existing} workflow={existing ? String(existing.workflow.id) : workflow} close={close} />
    </Modal>
  );
}
