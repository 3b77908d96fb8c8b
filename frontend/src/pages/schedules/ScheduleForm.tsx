import { Button, Group } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';

import { isApiError } from '../../api/ApiError';
import { type ScheduleType, type TimingParameters, useCreateTrigger, useTriggerPreview, useUpdateTrigger } from '../../api/triggers';
import type { Trigger, WorkflowSummary } from '../../api/types';
import { useWorkflow } from '../../api/workflows';
import type { JsonObject } from '../../domain/api';
import { WorkflowSelect } from '../../panels/workflows/WorkflowSelect';
import { TimeZoneSelect } from '../../ui/cron/TimeZoneSelect';
import { ProblemList } from '../../ui/states/ProblemList';
import { BoundFields } from './BoundFields';
import { isComplete, newTiming, ownZone, parametersOf, readParameters, type Timing } from './parameters';
import { PolicyFields } from './PolicyFields';
import { Preview } from './Preview';
import { ScheduleInputs } from './ScheduleInputs';
import { TimingFields } from './TimingFields';
import classes from './schedules.module.css';

interface Properties {
  readonly trigger: Trigger | null;
  readonly workflow: string;
  readonly close: () => void;
}

export function ScheduleForm({ trigger, workflow: initial, close }: Properties) {
  const [workflow, setWorkflow] = useState(initial);
  const [type, setType] = useState(() => (trigger?.type ?? 'schedule') as ScheduleType);
  const [timing, setTiming] = useState(() => (trigger ? readParameters(trigger.parameters) : newTiming(new Date())));
  const [inputs, setInputs] = useState(() => (trigger?.inputs ?? {}) as JsonObject);
  const { data: chosen } = useWorkflow(workflow === '' ? null : Number(workflow));
  const unpublished = chosen?.published_version === null;
  const parameters = parametersOf(type, timing);
  const complete = isComplete(type, timing);
  const preview = useTriggerPreview(type, parameters, complete);
  const { save, isPending, error } = useSave(trigger, close);
  const change = (part: Partial<Timing>) => setTiming({ ...timing, ...part });
  const refusal = error ?? preview.error;
  const messageAt = (port: string) => (isApiError(refusal) ? refusal.problemAt(port)?.message : undefined);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save(Number(workflow), type, parameters, inputs);
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <WorkflowSelect
        label="Workflow"
        placeholder="Choose a workflow"
        labelOf={choiceOf}
        value={workflow}
        onChange={setWorkflow}
        disabled={trigger !== null}
        error={unpublished ? 'A schedule runs the published version. Publish this workflow first.' : messageAt('workflow')}
      />
      <TimingFields type={type} setType={trigger ? null : setType} timing={timing} change={change} messageAt={messageAt} />
      <TimeZoneSelect value={timing.timezone} own={ownZone()} onChange={(timezone) => change({ timezone })} error={messageAt('timezone')} />
      <Preview preview={preview} zone={timing.timezone} />
      <PolicyFields timing={timing} change={change} messageAt={messageAt} />
      <BoundFields type={type} timing={timing} change={change} messageAt={messageAt} />
      {chosen?.published_version ? (
        <ScheduleInputs workflow={chosen.id} version={chosen.published_version} values={inputs} onChange={setInputs} />
      ) : null}
      {error ? (
        <div role="alert" className={classes.refusal}>
          {error.message}
          {isApiError(error) ? <ProblemList problems={error.problems} /> : null}
        </div>
      ) : null}
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" loading={isPending} disabled={workflow === '' || unpublished || !complete || preview.isError}>
          {trigger ? 'Save schedule' : 'Create schedule'}
        </Button>
      </Group>
    </form>
  );
}

const choiceOf = ({ name, published_version }: WorkflowSummary) => (published_version === null ? `${name} (not published)` : name);

/** Creates the schedule, or changes the one that is given. */
function useSave(trigger: Trigger | null, onSuccess: () => void) {
  const create = useCreateTrigger();
  const update = useUpdateTrigger();
  const save = (workflow: number, type: ScheduleType, parameters: TimingParameters, inputs: JsonObject) => {
    if (trigger) update.mutate({ id: trigger.id, parameters, inputs }, { onSuccess });
    else create.mutate({ workflow, type, parameters, inputs }, { onSuccess });
  };
  return { save, isPending: create.isPending || update.isPending, error: create.error ?? update.error };
}
