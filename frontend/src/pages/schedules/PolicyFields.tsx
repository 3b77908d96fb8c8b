import { NumberInput, Select } from '@mantine/core';

import type { Timing } from './parameters';
import classes from './schedules.module.css';
import type { FieldProperties } from './TimingFields';

const CATCH_UP: { value: Timing['catch_up']; label: string }[] = [
  { value: 'skip', label: 'Skip them' },
  { value: 'last', label: 'Run the last one' },
  { value: 'all', label: 'Run all of them' },
];

const OVERLAP: { value: Timing['overlap']; label: string }[] = [
  { value: 'skip', label: 'Skip the new one' },
  { value: 'queue', label: 'Queue the new one' },
  { value: 'cancel', label: 'Cancel the one before' },
  { value: 'allow', label: 'Run both' },
];

/** What happens to times that were missed, and when the run before is still going. */
export function PolicyFields({ timing, change, messageAt }: FieldProperties) {
  return (
    <div className={classes.pair}>
      <Select
        label="Times missed while down or off"
        data={CATCH_UP}
        allowDeselect={false}
        value={timing.catch_up}
        onChange={(value) => change({ catch_up: value ?? 'skip' })}
        error={messageAt('catch_up')}
      />
      <Select
        label="If the run before still goes on"
        data={OVERLAP}
        allowDeselect={false}
        value={timing.overlap}
        onChange={(value) => change({ overlap: value ?? 'skip' })}
        error={messageAt('overlap')}
      />
      {timing.catch_up === 'all' ? (
        <NumberInput
          label="At most, the newest ones"
          min={1}
          max={1000}
          allowDecimal={false}
          value={timing.catch_up_limit}
          onChange={(limit) => change({ catch_up_limit: typeof limit === 'number' ? limit : '' })}
          error={messageAt('catch_up_limit')}
        />
      ) : null}
    </div>
  );
}
