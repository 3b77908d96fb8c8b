import { Button, Modal } from '@mantine/core';

import { useRestoreVersion, useVersions } from '../../../api/versions';
import { notifyError } from '../../../ui/layout/notify';
import { Badge } from '../../../ui/layout/Badge';
import { EmptyState } from '../../../ui/states/EmptyState';
import { SkeletonRows } from '../../../ui/states/SkeletonRows';
import { RelativeTime } from '../../../ui/time/RelativeTime';
import type { DraftSession } from '../draft/useDraftSession';
import classes from './dialogs.module.css';

interface Properties {
  readonly workflow: number;
  readonly session: DraftSession;
  readonly readOnly: boolean;
  readonly onClose: () => void;
}

/** The published versions, newest first; an older one can be brought back into the draft. */
export function VersionsDialog({ workflow, session, readOnly, onClose }: Properties) {
  const { data: versions } = useVersions(workflow);
  const restore = useRestoreVersion(workflow);
  const bringBack = async (number: number) => {
    await session.flush();
    restore.mutate(number, {
      onSuccess: (draft) => {
        session.adopt(draft);
        onClose();
      },
      onError: (error) => notifyError('The version was not restored', error),
    });
  };
  return (
    <Modal opened onClose={onClose} title="Versions" size={520}>
      {!versions ? <SkeletonRows rows={3} label="Loading versions" /> : null}
      {versions?.length === 0 ? <EmptyState title="Nothing published yet">Publish the draft to make its first version.</EmptyState> : null}
      <ul className={classes.versions}>
        {versions?.map((version) => (
          <li key={version.number}>
            <div className={classes.version}>
              <span>
                <strong>Version {version.number}</strong> {version.is_published ? <Badge tone="strong">Published</Badge> : null}
              </span>
              <span className="muted">
                {version.message || 'No message'} · {version.created_by}, <RelativeTime value={version.created_at} />
              </span>
            </div>
            {readOnly ? null : (
              <Button
                variant="default"
                loading={restore.isPending && restore.variables === version.number}
                onClick={() => void bringBack(version.number)}
              >
                Restore to draft
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Modal>
  );
}
