import { Loader } from '@mantine/core';

import { Delayed } from '../ui/states/Delayed';

/** Shown while the first page's code is on its way, if that takes a while. */
export function RouteLoading() {
  return (
    <Delayed>
      <div style={{ display: 'grid', placeItems: 'center', height: '100%' }}>
        <Loader size="sm" color="var(--ink-3)" aria-label="Loading the page" />
      </div>
    </Delayed>
  );
}
