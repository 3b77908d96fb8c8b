import { PlayIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import { Link } from 'react-router';

import { useNodeTypes } from '../../api/nodeTypes';
import type { Run } from '../../api/types';
import { isFinal, type NodeRunState, type RunState } from '../../domain/run/state';
import { EditorButton } from '../../ui/permission/EditorButton';
import { PromiseSign } from '../../ui/promise/PromiseSign';
import { Tries } from '../../ui/status/Tries';
import { RepeatDialog } from './RepeatDialog';
import classes from './run.module.css';

interface Properties {
  readonly run: Run;
  readonly picture: RunState;
  readonly node: string;
  readonly state: NodeRunState | undefined;
}

/** What the node promises, which try it is at, whether it ran at all, and the way to run it again. */
export function NodeFacts({ run, picture, node, state }: Properties) {
  const [isAsking, setAsking] = useState(false);
  const { data: types } = useNodeTypes();
  const drawn = run.definition.nodes.find(({ id }) => id === node);
  const promise = types?.find(({ name }) => name === drawn?.type)?.promise;
  return (
    <div className={classes.nodeFacts}>
      {promise ? <PromiseSign promise={promise} /> : null}
      {state ? (
        <span className={classes.tries}>
          <Tries state={state} attempts={drawn?.settings.retry.attempts ?? 1} />
        </span>
      ) : null}
      {state?.reused && run.rerun_of !== null ? (
        <span>
          Not run again: taken over from <Link to={`/runs/${run.rerun_of}/`}>run #{run.rerun_of}</Link>
        </span>
      ) : null}
      {isFinal(picture.status) && drawn ? (
        <EditorButton variant="default" size="compact-sm" ml="auto" leftSection={<PlayIcon />} onClick={() => setAsking(true)}>
          Run from here
        </EditorButton>
      ) : null}
      {isAsking ? <RepeatDialog run={run} from={node} close={() => setAsking(false)} /> : null}
    </div>
  );
}
