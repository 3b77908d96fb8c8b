import { Button } from '@mantine/core';

import { RelativeTime } from '../../../ui/time/RelativeTime';
import type { DraftSession } from '../draft/useDraftSession';
import { Banner } from './Banner';

/** Somebody else saved first: whose drawing holds? Nothing is lost until the person has chosen. */
export function ConflictBanner({ session }: { readonly session: DraftSession }) {
  if (session.state.phase !== 'conflict') return null;
  const { theirs } = session.state;
  return (
    <Banner
      actions={
        <>
          <Button variant="default" onClick={session.takeTheirs}>
            Take theirs
          </Button>
          <Button onClick={session.keepMine}>Keep mine</Button>
        </>
      }
    >
      <strong>{theirs.saved_by}</strong> saved this workflow <RelativeTime value={theirs.saved_at} />, while you were drawing. Your changes
      are not saved: keep yours and overwrite theirs, or take theirs and drop yours.
    </Banner>
  );
}
