import type { useTriggerPreview } from '../../api/triggers';
import { TimeList } from './TimeList';
import classes from './schedules.module.css';

interface Properties {
  readonly preview: ReturnType<typeof useTriggerPreview>;
  readonly zone: string;
}

/** How the schedule reads and when it starts next; keeps its height so that nothing below it jumps. */
export function Preview({ preview: { data, isError }, zone }: Properties) {
  return (
    <div className={classes.preview} aria-live="polite">
      {isError ? <p className="muted">The next five times appear here once the schedule can be read.</p> : null}
      {data && !isError ? (
        <>
          {data.reading ? <div className={classes.reading}>{data.reading}</div> : null}
          <TimeList times={data.next_times} zone={zone} />
        </>
      ) : null}
    </div>
  );
}
