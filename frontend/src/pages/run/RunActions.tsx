import { PlayIcon, StopIcon } from '@radix-ui/react-icons';
import { useState } from 'react';

import { useCancelRun } from '../../api/runs';
import type { Run } from '../../api/types';
import type { RunState } from '../../domain/run/state';
import { notifyError } from '../../ui/layout/notify';
import { EditorButton } from '../../ui/permission/EditorButton';
import { isLive } from '../../ui/status/words';
import classes from './run.module.css';
import { RunAgainDialog } from './RunAgainDialog';

interface Properties {
  readonly run: Run;
  readonly picture: RunState;
}

/** Cancel while it goes on; afterwards the same again. */
export function RunActions({ run, picture }: Properties) {
  const cancel = useCancelRun();
  const [isAsking, setAsking] = useState(false);
  const stop = () => cancel.mutate(run.id, { onError: (error) => notifyError('The run goes on', error) });
  return (
    <div className={classes.actions}>
      {isLive(picture.status) ? (
        <EditorButton variant="default" leftSection={<StopIcon />} onClick={stop} loading={cancel.isPending} disabled={cancel.isSuccess}>
          {cancel.isSuccess ? 'Cancelling' : 'Cancel run'}
        </EditorButton>
      ) : (
        <EditorButton leftSection={<PlayIcon />} onClick={() => setAsking(true)}>
          Run again
        </EditorButton>
      )}
      {isAsking ? <RunAgainDialog run={run} close={() => setAsking(false)} /> : null}
    </div>
  );
}
