import { useOperations } from '../../api/operations';
import type { Operations } from '../../api/types';
import { PageBody } from '../../ui/layout/PageBody';
import { PageHeader } from '../../ui/layout/PageHeader';
import { ErrorState } from '../../ui/states/ErrorState';
import { SkeletonRows } from '../../ui/states/SkeletonRows';
import { ExpiryTable } from './ExpiryTable';
import { FailingTable } from './FailingTable';
import { Figures } from './Figures';
import { QueueTable } from './QueueTable';
import { Section } from './Section';
import { WorkerTable } from './WorkerTable';

/** What those who run the installation look at. */
export function OperationsPage() {
  const { data, error, refetch } = useOperations();
  return (
    <PageBody title="Operations">
      <PageHeader title="Operations" detail={data?.of_all_tenants ? 'How everything stands now, of all tenants.' : OWN} />
      {data ? <Standing operations={data} /> : null}
      {!data && error ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows label="Loading operations" /> : null}
    </PageBody>
  );
}

const OWN = 'How everything stands now: the workers of this installation, and the runs and schedules of your tenant.';

function Standing({ operations }: { readonly operations: Operations }) {
  const { workers, queue, failing, expiries, of_all_tenants: everywhere } = operations;
  return (
    <>
      <Figures operations={operations} />
      <Section title="Workers" empty={workers.length === 0 && 'No worker has said that it is there. Start one: celery -A designer worker.'}>
        <WorkerTable workers={workers} />
      </Section>
      <Section title="Queue" empty={queue.length === 0 && 'Nothing waits and nothing runs.'}>
        <QueueTable rows={queue} withTenant={everywhere} />
      </Section>
      <Section title="Failing workflows" detail="last 24 hours" empty={failing.length === 0 && 'No run has failed in the last 24 hours.'}>
        <FailingTable workflows={failing} withTenant={everywhere} />
      </Section>
      <Section title="Runs that lost their worker" empty={expiries.length === 0 && 'No run has lost its worker.'}>
        <ExpiryTable expiries={expiries} withTenant={everywhere} />
      </Section>
    </>
  );
}
