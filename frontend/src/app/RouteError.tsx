import { Button } from '@mantine/core';
import { Link, useRouteError } from 'react-router';

import { EmptyState } from '../ui/states/EmptyState';
import { PageBody } from '../ui/layout/PageBody';

/** Shown in place of a page that broke, so that the rest of the house stays usable. */
export function RouteError() {
  const error = useRouteError();
  const message = error instanceof Error ? error.message : 'The reason is not known.';
  return (
    <PageBody title="This page broke">
      <div role="alert">
        <EmptyState
          title="This page broke"
          actions={
            <>
              <Button onClick={() => window.location.reload()}>Load it again</Button>
              <Button variant="default" component={Link} to="/workflows/">
                Go to workflows
              </Button>
            </>
          }
        >
          <p>What was saved is safe. If it happens again, tell whoever runs this server the words below.</p>
          <p className="mono" style={{ marginTop: 12 }}>
            {message}
          </p>
        </EmptyState>
      </div>
    </PageBody>
  );
}
