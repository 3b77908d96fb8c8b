import { Button, Modal } from '@mantine/core';
import { PlayIcon } from '@radix-ui/react-icons';
import { useState } from 'react';

import { isApiError } from '../../../api/ApiError';
import type { JsonObject } from '../../../domain/api';
import type { Input } from '../../../domain/definition/model';
import { defaultsOf, missingIn, onlyDeclared } from '../../../panels/inputs/inputValues';
import { RunInputs } from '../../../panels/inputs/RunInputs';
import { keepInputs, lastInputs } from '../../../store/lastInputs';
import { ProblemList } from '../../../ui/states/ProblemList';
import type { RunStart } from '../run/useRunStart';
import classes from './dialogs.module.css';

interface Properties {
  readonly workflow: number;
  readonly inputs: readonly Input[];
  readonly start: RunStart;
  readonly onClose: () => void;
}

/** Asks for the inputs of a run, then starts it. */
export function RunDialog({ workflow, inputs, start, onClose }: Properties) {
  const [values, setValues] = useState<JsonObject>(() => ({ ...defaultsOf(inputs), ...lastInputs(workflow) }));
  const [isTried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (missingIn(values, inputs).length > 0) return;
    keepInputs(workflow, values);
    start.mutate(onlyDeclared(values, inputs), { onSuccess: onClose });
  };
  return (
    <Modal opened onClose={onClose} title="Run the draft" size={520}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <RunInputs inputs={inputs} values={values} onChange={setValues} showMissing={isTried} />
        {start.error ? <Refusal error={start.error} /> : null}
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" leftSection={<PlayIcon />} loading={start.isPending}>
            Run
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Refusal({ error }: { readonly error: Error }) {
  const problems = isApiError(error) ? error.problems : [];
  return (
    <div className={classes.refusal} role="alert">
      <strong>The run was not started.</strong> {problems.length === 0 ? error.message : null}
      <ProblemList problems={problems} />
    </div>
  );
}
