import { CalendarIcon } from '@radix-ui/react-icons';
import type { ReactNode } from 'react';

import { EmptyState } from '../../ui/states/EmptyState';

export function NoSchedules({ add, filtered }: { readonly add: ReactNode; readonly filtered: boolean }) {
  return (
    <EmptyState
      icon={<CalendarIcon width={18} height={18} />}
      title={filtered ? 'This workflow has no schedule' : 'Nothing runs by the clock yet'}
      actions={add}
    >
      <p>
        A schedule starts a workflow at the times of a cron expression, at an interval or once, in a time zone of your choice. It runs the
        published version.
      </p>
    </EmptyState>
  );
}
