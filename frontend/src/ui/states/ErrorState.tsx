import { Button } from '@mantine/core';
import { ExclamationTriangleIcon } from '@radix-ui/react-icons';

import { isApiError } from '../../api/ApiError';
import { EmptyState } from './EmptyState';
import { ProblemList } from './ProblemList';

interface Properties {
  readonly error: Error;
  readonly retry?: () => void;
}

/** Said where something could not be loaded: what, why, and a way on. */
export function ErrorState({ error, retry }: Properties) {
  const document = isApiError(error) ? error : null;
  return (
    <div role="alert">
      <EmptyState
        icon={<ExclamationTriangleIcon width={18} height={18} />}
        title={document?.title ?? 'This could not be shown'}
        actions={
          retry ? (
            <Button variant="default" onClick={retry}>
              Try again
            </Button>
          ) : null
        }
      >
        <p>{error.message}</p>
        <ProblemList problems={document?.problems ?? []} />
      </EmptyState>
    </div>
  );
}
