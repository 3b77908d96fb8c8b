import { NumberInput } from '@mantine/core';
import { useState } from 'react';

import type { ScheduleType } from '../../api/triggers';
import { LocalTimeInput } from './LocalTimeInput';
import classes from './schedules.module.css';
import type { FieldProperties } from './TimingFields';

/** From when until when it counts, and how late it may start: what most schedules leave alone. */
export function BoundFields({ type, timing, change, messageAt }: FieldProperties & { readonly type: ScheduleType }) {
  const [isUsed] = useState(Boolean(timing.jitter || (type === 'schedule' && timing.starts_at) || timing.ends_at));
  return (
    <details className={classes.inputs} open={isUsed}>
      <summary>
        Bounds <span className="faint">{type === 'once' ? 'a late start' : 'first and last day, a late start'}</span>
      </summary>
      <div className={classes.form}>
        {type === 'once' ? null : (
          <div className={classes.pair}>
            {type === 'schedule' ? (
              <LocalTimeInput
                label="Not before"
                value={timing.starts_at}
                onChange={(starts_at) => change({ starts_at })}
                error={messageAt('starts_at')}
              />
            ) : null}
            <LocalTimeInput
              label="Not after"
              value={timing.ends_at}
              onChange={(ends_at) => change({ ends_at })}
              error={messageAt('ends_at')}
            />
          </div>
        )}
        <NumberInput
          label="Jitter"
          description="Seconds that a start may be late, so that many schedules do not start together"
          min={0}
          allowDecimal={false}
          value={timing.jitter}
          onChange={(jitter) => change({ jitter: typeof jitter === 'number' ? jitter : '' })}
          error={messageAt('jitter')}
        />
      </div>
    </details>
  );
}
