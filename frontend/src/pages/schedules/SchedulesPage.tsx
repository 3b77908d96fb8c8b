import { PlusIcon } from '@radix-ui/react-icons';
import { useState } from 'react';

import { useTriggers } from '../../api/triggers';
import type { Trigger } from '../../api/types';
import { PageBody } from '../../ui/layout/PageBody';
import { PageHeader } from '../../ui/layout/PageHeader';
import { EditorButton } from '../../ui/permission/EditorButton';
import { ErrorState } from '../../ui/states/ErrorState';
import { SkeletonRows } from '../../ui/states/SkeletonRows';
import { useUrlFilters } from '../../ui/url/useUrlFilters';
import { DayTrack } from './DayTrack';
import { NoSchedules } from './NoSchedules';
import { ScheduleDialog } from './ScheduleDialog';
import { ScheduleTable } from './ScheduleTable';
import { WorkflowFilter } from './WorkflowFilter';

type Editing = Trigger | 'new' | null;

/** What starts by the clock: the next day at a glance, and every schedule. */
export function SchedulesPage() {
  const [{ workflow }, change] = useUrlFilters<'workflow'>(['workflow']);
  const { data, error, refetch } = useTriggers(workflow || null);
  const [editing, setEditing] = useState<Editing>(null);
  const schedules = data?.filter(({ type }) => type !== 'manual');
  const add = (
    <EditorButton leftSection={<PlusIcon />} onClick={() => setEditing('new')}>
      New schedule
    </EditorButton>
  );
  return (
    <PageBody title="Schedules">
      <PageHeader title="Schedules" detail="What starts by the clock. Each time fires once, however many servers are up." actions={add} />
      <WorkflowFilter value={workflow} onChange={(next) => change({ workflow: next })} />
      {schedules && schedules.length > 0 ? (
        <>
          <DayTrack triggers={schedules} />
          <ScheduleTable triggers={schedules} edit={setEditing} />
        </>
      ) : null}
      {schedules?.length === 0 ? <NoSchedules add={add} filtered={workflow !== ''} /> : null}
      {!data && error ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows label="Loading schedules" /> : null}
      <ScheduleDialog trigger={editing} workflow={workflow} close={() => setEditing(null)} />
    </PageBody>
  );
}
