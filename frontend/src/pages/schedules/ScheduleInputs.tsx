import { useVersion } from '../../api/versions';
import type { JsonObject } from '../../domain/api';
import type { Input } from '../../domain/definition/model';
import { beyondDefaults, defaultsOf } from '../../panels/inputs/inputValues';
import { RunInputs } from '../../panels/inputs/RunInputs';
import { counted } from '../../ui/numbers/count';
import classes from './schedules.module.css';

interface Properties {
  readonly workflow: number;
  /** The number of the published version, which is what a schedule runs. */
  readonly version: number;
  readonly values: JsonObject;
  readonly onChange: (values: JsonObject) => void;
}

/** What each run of the schedule is given, where the workflow asks for something. */
export function ScheduleInputs({ workflow, version, values, onChange }: Properties) {
  const { data } = useVersion(workflow, version);
  const inputs = (data?.definition.inputs ?? []) as readonly Input[];
  if (inputs.length === 0) return null;
  return (
    <details className={classes.inputs}>
      <summary>
        Inputs of each run <span className="faint">{counted(inputs.length, 'input')}, defaults where nothing is given</span>
      </summary>
      <RunInputs
        inputs={inputs}
        values={{ ...defaultsOf(inputs), ...values }}
        onChange={(next) => onChange(beyondDefaults(next, inputs))}
        showMissing
      />
    </details>
  );
}
