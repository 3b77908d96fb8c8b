import { useRuns, type RunQuery } from '../../api/runs';
import { counted } from '../../ui/numbers/count';
import { statusColor, STATUS_WORD } from '../../ui/status/words';
import { useNow } from '../../ui/time/useNow';
import { type Bucket, bucketRuns, STACK } from './buckets';
import classes from './runs.module.css';

const PLACES = 80;
const HEIGHT = 56;
const MOST_RUNS = 200;
/** A single run is not drawn as high as the chart. */
const LOWEST_SCALE = 4;
/** What went well stays in the background, so that what did not stands out. */
const FILL: Readonly<Record<string, string>> = { succeeded: 'color-mix(in srgb, var(--status-succeeded) 55%, var(--page))' };

/** The newest two hundred runs that match, counted over time and by status. */
export function RunChart({ query }: { readonly query: RunQuery }) {
  const { data } = useRuns({ ...query, page: 1, page_size: MOST_RUNS });
  const now = useNow(30_000);
  const buckets = bucketRuns(data?.results ?? [], now.getTime(), PLACES);
  const most = Math.max(...buckets.map(({ total }) => total));
  const highest = Math.max(LOWEST_SCALE, most);
  return (
    <figure className={classes.chart}>
      <svg viewBox={`0 0 ${PLACES * 10} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={summary(buckets)}>
        {buckets.map((bucket, place) => (
          <Bar key={bucket.from} bucket={bucket} x={place * 10} unit={(HEIGHT - 2) / highest} />
        ))}
      </svg>
      <figcaption className={classes.axis}>
        <span>{clock(buckets[0])}</span>
        <span>{most > 1 ? `up to ${counted(most, 'run')} at a time` : ''}</span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}

interface BarProperties {
  readonly bucket: Bucket;
  readonly x: number;
  readonly unit: number;
}

function Bar({ bucket, x, unit }: BarProperties) {
  const pieces = STACK.map((status, index) => {
    const below = STACK.slice(0, index).reduce((sum, each) => sum + (bucket.counts[each] ?? 0), 0);
    return { status, count: bucket.counts[status] ?? 0, below };
  });
  return (
    <g>
      <title>{describe(bucket)}</title>
      <rect x={x + 1} y={0} width={8} height={HEIGHT} fill="transparent" />
      <rect x={x + 1} y={HEIGHT - 1} width={8} height={1} fill="var(--line-strong)" />
      {pieces
        .filter(({ count }) => count > 0)
        .map(({ status, count, below }) => (
          <rect
            key={status}
            x={x + 1.5}
            y={HEIGHT - 1 - (below + count) * unit}
            width={7}
            height={count * unit}
            fill={FILL[status] ?? statusColor(status)}
          />
        ))}
    </g>
  );
}

const clock = (bucket: Bucket | undefined): string =>
  bucket
    ? new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(bucket.from)
    : '';

const words = (counts: Bucket['counts']): string =>
  STACK.filter((status) => counts[status])
    .map((status) => `${counts[status] ?? 0} ${STATUS_WORD[status].toLowerCase()}`)
    .join(', ');

const describe = (bucket: Bucket): string => `${clock(bucket)}: ${words(bucket.counts) || 'no runs'}`;

function summary(buckets: readonly Bucket[]): string {
  const total = buckets.reduce((sum, bucket) => sum + bucket.total, 0);
  return `${counted(total, 'run')} since ${clock(buckets[0])}`;
}
