import { PauseIcon, PlayIcon, ReloadIcon, ResumeIcon, StopIcon } from '@radix-ui/react-icons';
import { useState } from 'react';

import { useCancelRun, usePauseRun, useResumeRun } from '../../api/runs';
import type { Run } from '../../api/types';
import type { RunState } from '../../domain/run/state';
import { notifyError } from '../../ui/layout/notify';
import { EditorButton } from '../../ui/permission/EditorButton';
import { isLive } from '../../ui/status/words';
import { RepeatDialog } from './RepeatDialog';
import classes from './run.module.css';
import { RunAgainDialog } from './RunAgainDialog';

interface Properties {
  readonly run: Run;
  readonly picture: RunState;
}

/** What can be done about the run as a whole, as it stands. */
export function RunActions({ run, picture }: Properties) {
  return <div className={classes.actions}>{isLive(picture.status) ? <Live run={run} picture={picture} /> : <Over run={run} />}</div>;
}

/** Cancel while it goes on, or let it rest for a while. */
function Live({ run, picture }: Properties) {
  const cancel = useCancelRun();
  const isCancelling = cancel.isSuccess || run.cancel_requested_at !== null;
  return (
    <>
      {isCancelling ? null : <Rest run={run} picture={picture} />}
      <EditorButton
        variant="default"
        leftSection={<StopIcon />}
        onClick={() => cancel.mutate(run.id, { onError: (error) => notifyError('The run goes on', error) })}
        loading={cancel.isPending}
        disabled={isCancelling}
      >
        {isCancelling ? 'Cancelling' : 'Cancel run'}
      </EditorButton>
    </>
  );
}

/** Pause, or go on. A worker comes to rest between two nodes: until then the pause can be taken back. */
function Rest({ run, picture }: Properties) {
  const pause = usePauseRun();
  const resume = useResumeRun();
  const rests = picture.pausedBy !== null || run.paused_at !== null;
  const { mutate, isPending } = rests ? resume : pause;
  return (
    <EditorButton
      variant={rests ? 'filled' : 'default'}
      leftSection={rests ? <ResumeIcon /> : <PauseIcon />}
      loading={isPending}
      onClick={() => mutate(run.id, { onError: (error) => notifyError(rests ? 'The run still rests' : 'The run was not paused', error) })}
    >
      {rests ? 'Resume' : 'Pause'}
    </EditorButton>
  );
}

/** The same again: whatever did not succeed, or all of it. */
function Over({ run }: { readonly run: Run }) {
  const [asking, setAsking] = useState<'retry' | 'again' | null>(null);
  const mayRetry = run.status === 'failed' || run.status === 'cancelled';
  const close = () => setAsking(null);
  return (
    <>
      {mayRetry ? (
        <EditorButton leftSection={<ReloadIcon />} onClick={() => setAsking('retry')}>
          {run.status === 'failed' ? 'Retry failed' : 'Run the rest'}
        </EditorButton>
      ) : null}
      <EditorButton variant={mayRetry ? 'default' : 'filled'} leftSection={<PlayIcon />} onClick={() => setAsking('again')}>
        Run again
      </EditorButton>
      {asking === 'again' ? <RunAgainDialog run={run} close={close} /> : null}
      {asking === 'retry' ? <RepeatDialog run={run} from={null} close={close} /> : null}
    </>
  );
}
