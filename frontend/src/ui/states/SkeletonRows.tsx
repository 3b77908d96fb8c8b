import { Delayed } from './Delayed';
import classes from './states.module.css';

interface Properties {
  readonly rows?: number;
  /** What is being waited for, for those who cannot see it: "Loading workflows". */
  readonly label: string;
}

/** The outline of a list that is on its way. */
export function SkeletonRows({ rows = 8, label }: Properties) {
  return (
    <div role="status" aria-label={label}>
      <Delayed>
        {Array.from({ length: rows }, (_, row) => (
          <div className={classes.skeletonRow} key={row}>
            <span className={classes.bone} style={{ width: `${18 + ((row * 7) % 14)}%` }} />
            <span className={classes.bone} style={{ width: '10%' }} />
            <span className={classes.bone} style={{ width: `${20 + ((row * 5) % 9)}%` }} />
            <span className={classes.bone} style={{ width: '8%', marginLeft: 'auto' }} />
          </div>
        ))}
      </Delayed>
    </div>
  );
}
