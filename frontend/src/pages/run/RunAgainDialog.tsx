import { Button, Modal, Radio } from '@mantine/core';
import { PlayIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { isApiError } from '../../api/ApiError';
import { useStartRun } from '../../api/runs';
import type { Run } from '../../api/types';
import type { JsonObject } from '../../domain/api';
import { defaultsOf, missingIn, onlyDeclared } from '../../panels/inputs/inputValues';
import { RunInputs } from '../../panels/inputs/RunInputs';
import { ProblemList } from '../../ui/states/ProblemList';
import { SkeletonRows } from '../../ui/states/SkeletonRows';
import classes from './run.module.css';
import { useSources, type SourceName } from './useSources';

interface Properties {
  readonly run: Run;
  readonly close: () => void;
}

/** Runs the workflow again with the inputs of a run: says what it would run, the draft or the published version, and lets both be changed. */
export function RunAgainDialog({ run, close }: Properties) {
  return (
    <Modal opened onClose={close} title={`Run “${run.workflow.name}” again`} size={520}>
      <RunAgainForm run={run} close={close} />
    </Modal>
  );
}

function RunAgainForm({ run, close }: Properties) {
  const { sources, isPending } = useSources(run.workflow.id);
  const [wanted, setWanted] = useState<SourceName>(run.version === null ? 'draft' : 'published');
  const [given, setGiven] = useState(() => run.inputs as JsonObject);
  const [isTried, setTried] = useState(false);
  const start = useStartRun();
  const navigate = useNavigate();
  const source = sources.find(({ name }) => name === wanted) ?? sources[0];
  if (isPending || !source) return <SkeletonRows rows={3} label="Loading what can be run" />;
  const values = { ...defaultsOf(source.inputs), ...withoutNull(given) };
  const submit = () => {
    setTried(true);
    if (missingIn(values, source.inputs).length > 0) return;
    start.mutate(
      { workflow: run.workflow.id, source: source.name, inputs: onlyDeclared(values, source.inputs) },
      { onSuccess: ({ id }) => void navigate(`/runs/${id}/`) },
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Radio.Group label="What to run" value={source.name} onChange={(name) => setWanted(name)}>
        <div className={classes.sources}>
          {sources.map(({ name, title, detail }) => (
            <Radio key={name} size="sm" value={name} label={title} description={detail} />
          ))}
        </div>
      </Radio.Group>
      <RunInputs inputs={source.inputs} values={values} onChange={setGiven} showMissing={isTried} />
      {start.error ? (
        <div className={classes.refusal} role="alert">
          <strong>The run was not started.</strong> {start.error.message}
          <ProblemList problems={isApiError(start.error) ? start.error.problems : []} />
        </div>
      ) : null}
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" leftSection={<PlayIcon />} loading={start.isPending}>
          Run
        </Button>
      </div>
    </form>
  );
}

/** An input that was not given is kept as null with the run. */
function withoutNull(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
