import { Button, Modal } from '@mantine/core';
import { PlayIcon } from '@radix-ui/react-icons';
import { useId, useState } from 'react';

import { isApiError } from '../../../api/ApiError';
import type { Json, JsonObject } from '../../../domain/api';
import type { Input } from '../../../domain/definition/model';
import { inputField } from '../../../domain/form/input_field';
import { ValueControl } from '../../../panels/form/ValueControl';
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
  const missing = inputs.filter((input) => input.required && values[input.name] === undefined);
  const submit = () => {
    setTried(true);
    if (missing.length > 0) return;
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
        {inputs.map((input) => (
          <InputRow
            key={input.name}
            input={input}
            value={values[input.name]}
            isMissing={isTried && missing.includes(input)}
            onChange={(value) => setValues((before) => withValue(before, input.name, value))}
          />
        ))}
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

interface RowProperties {
  readonly input: Input;
  readonly value: Json | undefined;
  readonly isMissing: boolean;
  readonly onChange: (value: Json | undefined) => void;
}

function InputRow({ input, value, isMissing, onChange }: RowProperties) {
  const id = useId();
  const field = inputField(input);
  return (
    <div className={classes.field}>
      <label htmlFor={id}>
        {field.title}
        {input.required ? <span className={classes.required}> *</span> : null}
      </label>
      <ValueControl
        id={id}
        field={field}
        value={value}
        onChange={onChange}
        onBlur={() => undefined}
        describedBy={`${id}-help`}
        invalid={isMissing}
        disabled={false}
        model={null}
      />
      <div id={`${id}-help`} className={classes.help} data-problem={isMissing || undefined}>
        {isMissing ? `Give a value for ${field.title}.` : field.description}
      </div>
    </div>
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

function defaultsOf(inputs: readonly Input[]): JsonObject {
  return Object.fromEntries(inputs.filter((input) => input.default !== null).map((input) => [input.name, input.default]));
}

function onlyDeclared(values: JsonObject, inputs: readonly Input[]): JsonObject {
  const names = new Set(inputs.map((input) => input.name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}

function withValue(values: JsonObject, name: string, value: Json | undefined): JsonObject {
  if (value !== undefined) return { ...values, [name]: value };
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
}
