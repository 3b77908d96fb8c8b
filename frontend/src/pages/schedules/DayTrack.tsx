import { Tooltip, VisuallyHidden } from '@mantine/core';

import type { Trigger } from '../../api/types';
import { exactTime, relativeTime } from '../../ui/time/relative';
import { useNow } from '../../ui/time/useNow';
import { hourMarks, knownUntil, ticksOf } from './day';
import classes from './schedules.module.css';

/** The next 24 hours: a track a schedule, a tick a start. */
export function DayTrack({ triggers }: { readonly triggers: readonly Trigger[] }) {
  const now = useNow(30_000);
  const marks = hourMarks(now);
  return (
    <section className={classes.day} aria-label="The next 24 hours">
      <div className={classes.hours} aria-hidden>
        <span className={classes.hour} style={{ left: 0 }}>
          now
        </span>
        {marks
          .filter(({ percent }) => percent > 7 && percent < 98)
          .map(({ label, percent }) => (
            <span key={percent} className={classes.hour} style={{ left: `${percent}%` }}>
              {label}
            </span>
          ))}
      </div>
      {triggers.map((trigger) => (
        <Track key={trigger.id} trigger={trigger} now={now} />
      ))}
    </section>
  );
}

function Track({ trigger, now }: { readonly trigger: Trigger; readonly now: Date }) {
  const until = knownUntil(trigger, now);
  return (
    <div className={classes.track} data-off={!trigger.enabled || undefined}>
      <span className={classes.trackName}>{trigger.workflow.name}</span>
      <ol className={classes.line} aria-label={`Starts of ${trigger.workflow.name}`}>
        {ticksOf(trigger, now).map(({ at, percent }) => (
          <li key={at} className={classes.tick} style={{ left: `${percent}%` }}>
            <Tooltip label={`${exactTime(new Date(at))}, ${relativeTime(new Date(at), now)}`} openDelay={80}>
              <time dateTime={at}>
                <VisuallyHidden>{exactTime(new Date(at))}</VisuallyHidden>
              </time>
            </Tooltip>
          </li>
        ))}
        {until === null ? null : <li className={classes.onward} style={{ left: `${until}%` }} aria-label="and so on" />}
      </ol>
    </div>
  );
}
