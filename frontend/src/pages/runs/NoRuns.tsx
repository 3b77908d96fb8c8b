import { Button } from '@mantine/core';
import { ListBulletIcon, MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { Link } from 'react-router';

import { EmptyState } from '../../ui/states/EmptyState';

export function NoRuns({ filtered, clear }: { readonly filtered: boolean; readonly clear: () => void }) {
  if (filtered) {
    return (
      <EmptyState
        icon={<MagnifyingGlassIcon width={18} height={18} />}
        title="No run matches"
        actions={
          <Button variant="default" onClick={clear}>
            Clear the filters
          </Button>
        }
      >
        <p>Search finds a run’s number, its workflow’s name and who started it.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<ListBulletIcon width={18} height={18} />}
      title="Nothing has run yet"
      actions={
        <Button component={Link} to="/workflows/">
          Choose a workflow
        </Button>
      }
    >
      <p>Open a workflow and press Run, or give it a schedule. Its runs appear here while they happen.</p>
    </EmptyState>
  );
}
