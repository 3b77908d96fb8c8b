import { useId } from 'react';

import type { Json, JsonObject } from '../../domain/api';
import type { Input } from '../../domain/definition/model';
import { inputField } from '../../domain/form/input_field';
import { ValueControl } from '../form/ValueControl';
import { missingIn, withValue } from './inputValues';
import classes from './run-inputs.module.css';

interface Properties {
  readonly inputs: readonly Input[];
  readonly values: JsonObject;
  readonly onChange: (values: JsonObject) => void;
  /** Whether to point at what is missing: not before the person has tried to go on. */
  readonly showMissing: boolean;
}

/** A field for each value that whoever starts a run supplies. */
export function RunInputs({ inputs, values, onChange, showMissing }: Properties) {
  const missing = showMissing ? missingIn(values, inputs) : [];
  return inputs.map((input) => (
    <RunInput
      key={input.name}
      input={input}
      value={values[input.name]}
      isMissing={missing.includes(input)}
      onChange={(value) => onChange(withValue(values, input.name, value))}
    />
  ));
}

interface InputProperties {
  readonly input: Input;
  readonly value: Json | undefined;
  readonly isMissing: boolean;
  readonly onChange: (value: Json | undefined) => void;
}

function RunInput({ input, value, isMissing, onChange }: InputProperties) {
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
