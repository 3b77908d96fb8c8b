import { HoverCard } from '@mantine/core';

import type { Trigger } from '../../api/types';
import { relativeTime } from '../../ui/time/relative';
import { useNow } from '../../ui/time/useNow';
import { readParameters } from './parameters';
import { TimeList } from './TimeList';
import classes from './schedules.module.css';

/** The next start; hovering or focusing it shows the next five in the schedule's own zone. */
export function NextTimes({ trigger }: { readonly trigger: Trigger }) {
  const now = useNow(10_000);
  const next = trigger.next_times[0];
  if (!trigger.enabled || !next) return <span className="faint">{trigger.enabled ? 'never' : 'switched off'}</span>;
  return (
    <HoverCard shadow="sm" openDelay={150} position="bottom-start">
      <HoverCard.Target>
        <button type="button" className={classes.next}>
          {relativeTime(new Date(next), now)}
        </button>
      </HoverCard.Target>
      <HoverCard.Dropdown>
        <TimeList times={trigger.next_times} zone={readParameters(trigger.parameters).timezone} />
      </HoverCard.Dropdown>
    </HoverCard>
  );
}
