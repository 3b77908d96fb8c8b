import { VisuallyHidden } from '@mantine/core';

import { useAnnouncer } from '../../store/announcer';

/** Reads out what changes without the keyboard's focus being there: refusals, edits, results of runs. */
export function LiveRegion() {
  const { message, count } = useAnnouncer();
  return (
    <VisuallyHidden role="status" aria-live="polite" data-testid="live-region">
      {/* A message that comes twice has to differ to be read out again. */}
      {message}
      {count % 2 === 0 ? '' : '\u00a0'}
    </VisuallyHidden>
  );
}
