import { zonedTime } from '../../ui/time/relative';
import { useRelativeTime } from '../../ui/time/useRelativeTime';
import classes from './schedules.module.css';

interface Properties {
  readonly times: readonly string[];
  readonly zone: string;
}

/** Times as clocks in the zone show them, with the zone's name and how far off each is. */
export function TimeList({ times, zone }: Properties) {
  return (
    <div>
      <div className={classes.zone}>Next starts in {zone.replaceAll('_', ' ')}</div>
      <ol className={classes.times}>
        {times.map((at) => (
          <Start key={at} at={at} zone={zone} />
        ))}
      </ol>
    </div>
  );
}

function Start({ at, zone }: { readonly at: string; readonly zone: string }) {
  return (
    <li>
      <time dateTime={at}>{zonedTime(new Date(at), zone)}</time>
      <span className="faint">{useRelativeTime(at)}</span>
    </li>
  );
}
