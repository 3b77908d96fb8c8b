import { Button } from '@mantine/core';
import { QuestionMarkCircledIcon } from '@radix-ui/react-icons';
import { Link, useLocation } from 'react-router';

import { EmptyState } from '../../ui/states/EmptyState';
import { PageBody } from '../../ui/layout/PageBody';

export function NotFoundPage() {
  const { pathname } = useLocation();
  return (
    <PageBody title="Not found">
      <EmptyState
        icon={<QuestionMarkCircledIcon width={18} height={18} />}
        title="There is no page here"
        actions={
          <Button component={Link} to="/workflows/">
            Go to workflows
          </Button>
        }
      >
        <p>
          Nothing lives at <code className="mono">{pathname}</code>. It may have been archived, or the address may be misspelt.
        </p>
      </EmptyState>
    </PageBody>
  );
}
