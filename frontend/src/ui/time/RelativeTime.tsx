import { Tooltip } from '@mantine/core';

import { exactTime } from './relative';
import { useRelativeTime } from './useRelativeTime';

/** A moment as people say it; hovering shows the exact one in their zone. */
export function RelativeTime({ value }: { readonly value: string }) {
  const words = useRelativeTime(value);
  return (
    <Tooltip label={exactTime(new Date(value))}>
      <time dateTime={value} style={{ whiteSpace: 'nowrap' }}>
        {words}
      </time>
    </Tooltip>
  );
}
