import { Select } from '@mantine/core';

import type { ScheduleParameters } from '../../api/triggers';
import classes from './schedules.module.css';

const CATCH_UP = [
  { value: 'skip', label: 'Skip them' },
  { value: 'last', label: 'Run the last one' },
  { value: 'all', label: 'Run all of them' },
];

const OVERLAP = [
  { value: 'skip', label: 'Skip the new one' },
  { value: 'queue', label: 'Queue the new one' },
  { value: 'allow', label: 'Run both' },
];

interface Properties {
  readonly parameters: ScheduleParameters;
  readonly change: (part: Partial<ScheduleParameters>) => void;
}

/** What happens to times that were missed, and when the run before is still going. */
export function PolicyFields({ parameters, change }: Properties) {
  return (
    <div className={classes.pair}>
      <Select
        label="Times missed while nothing was up"
        data={CATCH_UP}
        allowDeselect={false}
        value={parameters.catch_up}
        onChange={(value) => change({ catch_up: (value ?? 'skip') as ScheduleParameters['catch_up'] })}
      />
      <Select
        label="If the run before still goes on"
        data={OVERLAP}
        allowDeselect={false}
        value={parameters.overlap}
        onChange={(value) => change({ overlap: (value ?? 'skip') as ScheduleParameters['overlap'] })}
      />
    </div>
  );
}
