import { Button } from '@mantine/core';
import { PlayIcon, StopIcon } from '@radix-ui/react-icons';
import { useNavigate } from 'react-router';

import { useCancelRun, useStartRun } from '../../api/runs';
import type { Run } from '../../api/types';
import type { RunState } from '../../domain/run/state';
import { notifyError } from '../../ui/layout/notify';
import { isLive } from '../../ui/status/words';
import classes from './run.module.css';

interface Properties {
  readonly run: Run;
  readonly picture: RunState;
}

/** Cancel while it goes on; afterwards the same again with the same inputs. */
export function RunActions({ run, picture }: Properties) {
  const cancel = useCancelRun();
  const start = useStartRun();
  const navigate = useNavigate();
  const again = () =>
    start.mutate(
      { workflow: run.workflow.id, source: run.version === null ? 'draft' : 'published', inputs: run.inputs },
      { onSuccess: ({ id }) => void navigate(`/runs/${id}/`), onError: (error) => notifyError('It was not run again', error) },
    );
  const stop = () => cancel.mutate(run.id, { onError: (error) => notifyError('The run goes on', error) });
  return (
    <div className={classes.actions}>
      {isLive(picture.status) ? (
        <Button variant="default" leftSection={<StopIcon />} onClick={stop} loading={cancel.isPending} disabled={cancel.isSuccess}>
          {cancel.isSuccess ? 'Cancelling' : 'Cancel run'}
        </Button>
      ) : (
        <Button leftSection={<PlayIcon />} onClick={again} loading={start.isPending}>
          Run again
        </Button>
      )}
    </div>
  );
}
