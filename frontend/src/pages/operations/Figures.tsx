import type { ReactNode } from 'react';

import type { Operations } from '../../api/types';
import { counted, formatNumber } from '../../ui/numbers/count';
import { formatDuration } from '../../ui/numbers/duration';
import { RelativeTime } from '../../ui/time/RelativeTime';
import classes from './operations.module.css';
import { lagOf, livelyOf, sumOf } from './sums';

/** The four numbers that say whether anybody has to look further. */
export function Figures({ operations }: { readonly operations: Operations }) {
  const { workers, queue, schedules, oldest_queued_at: oldest } = operations;
  const { live, threads, silent } = livelyOf(workers);
  const { queued, paused, running } = sumOf(queue);
  return (
    <dl className={classes.figures}>
      <Figure term="Workers" value={formatNumber(live)} isBad={live === 0 || silent > 0}>
        {silent > 0 ? `${formatNumber(silent)} silent` : counted(threads, 'run at once', 'runs at once')}
      </Figure>
      <Figure term="Queued" value={formatNumber(queued)}>
        {oldest ? (
          <>
            oldest <RelativeTime value={oldest} />
          </>
        ) : paused > 0 ? (
          `${formatNumber(paused)} paused`
        ) : (
          'nothing waits'
        )}
      </Figure>
      <Figure term="Running" value={formatNumber(running)}>
        {threads > 0 ? `of ${formatNumber(threads)} at once` : ''}
      </Figure>
      <Figure term="Schedule lag" value={schedules.due === 0 ? 'None' : formatDuration(schedules.seconds * 1000)} isBad={lagOf(schedules)}>
        {schedules.due === 0 ? 'every start in time' : counted(schedules.due, 'start due', 'starts due')}
      </Figure>
    </dl>
  );
}

interface Properties {
  readonly term: string;
  readonly value: string;
  readonly isBad?: boolean;
  readonly children: ReactNode;
}

function Figure({ term, value, isBad = false, children }: Properties) {
  return (
    <div className={classes.figure} data-bad={isBad || undefined}>
      <dt>{term}</dt>
      <dd className={classes.value}>{value}</dd>
      <dd className={classes.note}>{children}</dd>
    </div>
  );
}
