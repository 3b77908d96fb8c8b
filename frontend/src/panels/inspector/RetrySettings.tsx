import type { Retry } from '../../domain/definition/model';
import { waitsOf } from '../../domain/definition/waits';
import { formatDuration } from '../../ui/numbers/duration';
import classes from './inspector.module.css';
import { NumberSetting } from './NumberSetting';

interface Properties {
  readonly retry: Retry;
  readonly readOnly: boolean;
  readonly set: (retry: Retry) => void;
  readonly seal: () => void;
}

const MOST_TRIES = 20;
const SHOWN = 5;
const PERCENT = 100;

/** How often the node is tried, and how long it waits in between; the waits are told in words. */
export function RetrySettings({ retry, readOnly, set, seal }: Properties) {
  const change = (changed: Partial<Retry>) => set({ ...retry, ...changed });
  const common = { disabled: readOnly, onBlur: seal };
  return (
    <>
      <NumberSetting
        label="Tries in all"
        min={1}
        max={MOST_TRIES}
        value={retry.attempts}
        onChange={(attempts) => attempts && change({ attempts })}
        {...common}
      />
      {retry.attempts > 1 ? (
        <>
          <div className={classes.pair}>
            <NumberSetting
              label="First wait"
              suffix=" s"
              min={0}
              decimals={3}
              value={retry.delay}
              onChange={(delay) => delay !== null && change({ delay })}
              {...common}
            />
            <NumberSetting
              label="Then each longer by"
              suffix=" ×"
              min={1}
              decimals={2}
              value={retry.backoff}
              onChange={(backoff) => backoff !== null && change({ backoff })}
              {...common}
            />
            <NumberSetting
              label="Longest wait"
              suffix=" s"
              min={0}
              decimals={3}
              value={retry.max_delay}
              onChange={(max_delay) => max_delay !== null && change({ max_delay })}
              {...common}
            />
            <NumberSetting
              label="Random share"
              suffix=" %"
              min={0}
              max={PERCENT}
              value={Math.round(retry.jitter * PERCENT)}
              onChange={(share) => share !== null && change({ jitter: share / PERCENT })}
              {...common}
            />
          </div>
          <p className={classes.hint}>{inWords(retry)}</p>
        </>
      ) : null}
    </>
  );
}

function inWords(retry: Retry): string {
  const waits = waitsOf(retry);
  const shown = waits.slice(0, SHOWN).map((seconds) => formatDuration(seconds * 1000));
  return `Waits ${shown.join(', ')}${waits.length > SHOWN ? ' …' : ''}${retry.jitter > 0 ? ', give or take the random share' : ''}.`;
}
