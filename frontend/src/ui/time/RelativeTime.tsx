import { Tooltip } from '@mantine/core';

import { exactTime, relativeTime } from './relative';
import { useNow } from './useNow';

const EVERY_TEN_SECONDS = 10_000;

/** A moment as people say it; hovering shows the exact one in their zone. */
export function RelativeTime({ value }: { readonly value: string }) {
  const now = useNow(EVERY_TEN_SECONDS);
  const at = new Date(value);
  return (
    <Tooltip label={exactTime(at)}>
      <time dateTime={value} style={{ whiteSpace: 'nowrap' }}>
        {relativeTime(at, now)}
      </time>
    </Tooltip>
  );
}
