import { Button, Group, Select } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';

import { isApiError } from '../../api/ApiError';
import { type ScheduleParameters, useCreateTrigger, useTriggerPreview, useUpdateTrigger } from '../../api/triggers';
import type { Trigger } from '../../api/types';
import { useWorkflows } from '../../api/workflows';
import { CronEditor } from '../../ui/cron/CronEditor';
import { TimeZoneSelect } from '../../ui/cron/TimeZoneSelect';
import { newParameters, ownZone, readParameters } from './parameters';
import { PolicyFields } from './PolicyFields';
import { Preview } from './Preview';
import classes from './schedules.module.css';

interface Properties {
  readonly trigger: Trigger | null;
  readonly workflow: string;
  readonly close: () => void;
}

export function ScheduleForm({ trigger, workflow: initial, close }: Properties) {
  const [workflow, setWorkflow] = useState(initial);
  const [parameters, setParameters] = useState(() => (trigger ? readParameters(trigger.parameters) : newParameters()));
  const { data: workflows } = useWorkflows();
  const preview = useTriggerPreview(parameters);
  const { save, isPending, error } = useSave(trigger, close);
  const change = (part: Partial<ScheduleParameters>) => setParameters({ ...parameters, ...part });
  const refusal = error ?? preview.error;
  const messageAt = (port: string) => (isApiError(refusal) ? refusal.problemAt(port)?.message : undefined);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save(Number(workflow), parameters);
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <Select
        label="Workflow"
        placeholder="Choose a workflow"
        searchable
        disabled={trigger !== null}
        data={(workflows?.results ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
        value={workflow || null}
        onChange={(value) => setWorkflow(value ?? '')}
        error={messageAt('workflow')}
      />
      <CronEditor value={parameters.cron} onChange={(cron) => change({ cron })} error={messageAt('cron')} />
      <TimeZoneSelect
        value={parameters.timezone}
        own={ownZone()}
        onChange={(timezone) => change({ timezone })}
        error={messageAt('timezone')}
      />
      <Preview preview={preview} zone={parameters.timezone} />
      <PolicyFields parameters={parameters} change={change} />
      {error ? (
        <p role="alert" className={classes.refusal}>
          {error.message}
        </p>
      ) : null}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" loading={isPending} disabled={workflow === '' || preview.isError}>
          {trigger ? 'Save schedule' : 'Create schedule'}
        </Button>
      </Group>
    </form>
  );
}

/** Creates the schedule, or changes the one that is given. */
function useSave(trigger: Trigger | null, onSuccess: () => void) {
  const create = useCreateTrigger();
  const update = useUpdateTrigger();
  const save = (workflow: number, parameters: ScheduleParameters) => {
    if (trigger) update.mutate({ id: trigger.id, parameters }, { onSuccess });
    else create.mutate({ workflow, type: 'schedule', parameters }, { onSuccess });
  };
  return { save, isPending: create.isPending || update.isPending, error: create.error ?? update.error };
}
