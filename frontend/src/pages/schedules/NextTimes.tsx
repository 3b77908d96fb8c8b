import { HoverCard } from '@mantine/core';

import type { Trigger } from '../../api/types';
import { useRelativeTime } from '../../ui/time/useRelativeTime';
import { readParameters } from './parameters';
import classes from './schedules.module.css';
import { TimeList } from './TimeList';

/** The next start; hovering or focusing it shows the next five in the schedule's own zone. */
export function NextTimes({ trigger }: { readonly trigger: Trigger }) {
  const next = trigger.next_times[0];
  if (!trigger.enabled || !next) return <span className="faint">{trigger.enabled ? 'over' : 'switched off'}</span>;
  return (
    <HoverCard shadow="sm" openDelay={150} position="bottom-start">
      <HoverCard.Target>
        <button type="button" className={classes.next}>
          <Next at={next} />
        </button>
      </HoverCard.Target>
      <HoverCard.Dropdown>
        <TimeList times={trigger.next_times} zone={readParameters(trigger.parameters).timezone} />
      </HoverCard.Dropdown>
    </HoverCard>
  );
}

const Next = ({ at }: { readonly at: string }) => useRelativeTime(at);
