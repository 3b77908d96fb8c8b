import { Button, Modal, Radio } from '@mantine/core';
import { PlayIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { isApiError } from '../../api/ApiError';
import { useRepeatRun, useRepetition, type Repeat } from '../../api/runs';
import type { Run } from '../../api/types';
import { ProblemList } from '../../ui/states/ProblemList';
import { SkeletonRows } from '../../ui/states/SkeletonRows';
import { RepetitionView } from './RepetitionView';
import classes from './run.module.css';

interface Properties {
  readonly run: Run;
  /** The node to begin with; null begins with whatever had not succeeded. */
  readonly from: string | null;
  readonly close: () => void;
}

type Definition = 'same' | 'current';

/** Repeats a part of a run in a new one: says first which nodes would run, which effects would happen again, and what is taken over. */
export function RepeatDialog({ run, from, close }: Properties) {
  const name = run.definition.nodes.find(({ id }) => id === from)?.name || from;
  return (
    <Modal opened onClose={close} title={from === null ? `Retry what failed in run #${run.id}` : `Run from “${name ?? ''}”`} size={520}>
      <RepeatForm run={run} from={from} close={close} />
    </Modal>
  );
}

function RepeatForm({ run, from, close }: Properties) {
  const [definition, setDefinition] = useState<Definition>('same');
  const wanted: Repeat = from === null ? { what: 'retry' } : { what: 'rerun', from, definition };
  const { data, error } = useRepetition(run.id, wanted);
  const start = useRepeatRun(run.id);
  const navigate = useNavigate();
  const refusal = start.error ?? error;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate(wanted, { onSuccess: ({ id }) => void navigate(`/runs/${id}/`) });
      }}
    >
      {from === null ? null : <DefinitionChoice run={run} value={definition} onChange={setDefinition} />}
      {data ? <RepetitionView run={run} repetition={data} /> : null}
      {!data && !error ? <SkeletonRows rows={3} label="Finding out what would run" /> : null}
      {refusal ? (
        <div className={classes.refusal} role="alert">
          <strong>It cannot be run.</strong> {refusal.message}
          <ProblemList problems={isApiError(refusal) ? refusal.problems : []} />
        </div>
      ) : null}
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" leftSection={<PlayIcon />} loading={start.isPending} disabled={!data}>
          {from === null ? 'Retry' : 'Run'}
        </Button>
      </div>
    </form>
  );
}

interface ChoiceProperties {
  readonly run: Run;
  readonly value: Definition;
  readonly onChange: (value: Definition) => void;
}

function DefinitionChoice({ run, value, onChange }: ChoiceProperties) {
  const same = run.version === null ? 'The draft as it was then' : `Version ${run.version}, as in run #${run.id}`;
  return (
    <Radio.Group label="What to run" value={value} onChange={(chosen) => onChange(chosen)}>
      <div className={classes.sources}>
        <Radio size="sm" value="same" label={`The same as in run #${run.id}`} description={same} />
        <Radio size="sm" value="current" label="The draft as it is now" description="Nodes that were changed since run too." />
      </div>
    </Radio.Group>
  );
}
