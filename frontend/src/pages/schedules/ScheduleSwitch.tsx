import { Switch } from '@mantine/core';

import { useUpdateTrigger } from '../../api/triggers';
import type { Trigger } from '../../api/types';
import { notifyError } from '../../ui/layout/notify';
import { useMayEdit, VIEWER_REASON } from '../../ui/permission/useMayEdit';

/** Switches a schedule on or off; shows the new state at once and takes it back if the server refuses. */
export function ScheduleSwitch({ trigger }: { readonly trigger: Trigger }) {
  const mayEdit = useMayEdit();
  const { mutate, isPending, variables } = useUpdateTrigger();
  const enabled = isPending ? (variables.enabled ?? trigger.enabled) : trigger.enabled;
  return (
    <Switch
      size="xs"
      disabled={!mayEdit}
      title={mayEdit ? undefined : VIEWER_REASON}
      checked={enabled}
      aria-label={`Schedule of ${trigger.workflow.name}`}
      onChange={(event) =>
        mutate(
          { id: trigger.id, enabled: event.currentTarget.checked },
          { onError: (error) => notifyError('The schedule was left as it was', error) },
        )
      }
    />
  );
}
