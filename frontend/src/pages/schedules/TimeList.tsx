import { relativeTime, zonedTime } from '../../ui/time/relative';
import { useNow } from '../../ui/time/useNow';
import classes from './schedules.module.css';

interface Properties {
  readonly times: readonly string[];
  readonly zone: string;
}

/** Times as clocks in the zone show them, with the zone's name and how far off each is. */
export function TimeList({ times, zone }: Properties) {
  const now = useNow(10_000);
  return (
    <div>
      <div className={classes.zone}>Next starts in {zone.replaceAll('_', ' ')}</div>
      <ol className={classes.times}>
        {times.map((at) => (
          <li key={at}>
            <time dateTime={at}>{zonedTime(new Date(at), zone)}</time>
            <span className="faint">{relativeTime(new Date(at), now)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
