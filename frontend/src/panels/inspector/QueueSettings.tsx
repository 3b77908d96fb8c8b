import { useState } from 'react';

import { useUpdateWorkflow, useWorkflow } from '../../api/workflows';
import { notifyError } from '../../ui/layout/notify';
import classes from './inspector.module.css';
import { NumberSetting } from './NumberSetting';

interface Properties {
  readonly workflow: number;
  readonly readOnly: boolean;
}

interface Settings {
  readonly priority: number;
  readonly max_runs: number | null;
}

const MOST_URGENT = 100;
const MOST_RUNS = 10_000;

/** How the runs of the workflow stand in the queue. This is kept beside the drawing: no undo, no version, and it holds at once. */
export function QueueSettings({ workflow, readOnly }: Properties) {
  const { data } = useWorkflow(workflow);
  const { mutate } = useUpdateWorkflow();
  const [typed, setTyped] = useState<Partial<Settings>>({});
  if (!data) return null;
  const save = () => {
    if (Object.keys(typed).length === 0) return;
    // What was typed while the answer was on its way stays.
    const forget = () => setTyped((now) => (now === typed ? {} : now));
    mutate({ id: workflow, ...typed }, { onSettled: forget, onError: (error) => notifyError('The queue was left as it was', error) });
  };
  const shown = { priority: data.priority, max_runs: data.max_runs, ...typed };
  return (
    <fieldset className={classes.group}>
      <legend className={classes.heading}>In the queue</legend>
      <div className={classes.pair}>
        <NumberSetting
          label="Priority"
          min={-MOST_URGENT}
          max={MOST_URGENT}
          value={shown.priority}
          disabled={readOnly}
          onChange={(priority) => priority !== null && setTyped({ ...typed, priority })}
          onBlur={save}
        />
        <NumberSetting
          label="Runs at once"
          placeholder="Any number"
          min={1}
          max={MOST_RUNS}
          value={shown.max_runs}
          disabled={readOnly}
          onChange={(max_runs) => setTyped({ ...typed, max_runs })}
          onBlur={save}
        />
      </div>
      <p className={classes.hint}>Runs of higher priority are taken up first. This holds at once, also for the published version.</p>
    </fieldset>
  );
}
