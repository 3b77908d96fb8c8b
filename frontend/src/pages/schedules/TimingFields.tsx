import { NumberInput, SegmentedControl, Select } from '@mantine/core';

import type { ScheduleType } from '../../api/triggers';
import { CronEditor } from '../../ui/cron/CronEditor';
import { LocalTimeInput } from './LocalTimeInput';
import type { Timing, Unit } from './parameters';
import classes from './schedules.module.css';

const KINDS: { value: ScheduleType; label: string }[] = [
  { value: 'schedule', label: 'Cron' },
  { value: 'interval', label: 'Interval' },
  { value: 'once', label: 'Once' },
];

const UNITS: Unit[] = ['seconds', 'minutes', 'hours', 'days', 'weeks'];

export interface FieldProperties {
  readonly timing: Timing;
  readonly change: (part: Partial<Timing>) => void;
  /** What is wrong with the parameter of that name. */
  readonly messageAt: (port: string) => string | undefined;
}

interface Properties extends FieldProperties {
  readonly type: ScheduleType;
  /** Chooses the kind; null where it is settled. */
  readonly setType: ((type: ScheduleType) => void) | null;
}

/** When it starts: by a cron expression, at an interval, or once. */
export function TimingFields({ type, setType, ...fields }: Properties) {
  const { timing, change, messageAt } = fields;
  return (
    <div className={classes.kind}>
      {setType ? <SegmentedControl<ScheduleType> aria-label="Kind of schedule" data={KINDS} value={type} onChange={setType} /> : null}
      {type === 'schedule' ? <CronEditor value={timing.cron} onChange={(cron) => change({ cron })} error={messageAt('cron')} /> : null}
      {type === 'interval' ? <IntervalFields {...fields} /> : null}
      {type === 'once' ? (
        <LocalTimeInput label="Date and time" value={timing.at} onChange={(at) => change({ at })} error={messageAt('at')} />
      ) : null}
    </div>
  );
}

function IntervalFields({ timing, change, messageAt }: FieldProperties) {
  return (
    <>
      <div className={classes.pair}>
        <NumberInput
          label="Every"
          min={1}
          allowDecimal={false}
          value={timing.every}
          onChange={(every) => change({ every: typeof every === 'number' ? every : '' })}
          error={messageAt('every')}
        />
        <Select
          label="Unit"
          data={UNITS}
          allowDeselect={false}
          value={timing.unit}
          onChange={(unit) => change({ unit: unit ?? 'minutes' })}
          error={messageAt('unit')}
        />
      </div>
      <LocalTimeInput
        label="From (empty: round times)"
        value={timing.starts_at}
        onChange={(starts_at) => change({ starts_at })}
        error={messageAt('starts_at')}
      />
    </>
  );
}
