import { TextInput } from '@mantine/core';
import { useState } from 'react';

import { inputName, nameProblem } from '../../domain/definition/inputs';
import type { Input } from '../../domain/definition/model';
import classes from './inputs.module.css';

interface Properties {
  readonly name: string;
  readonly others: readonly Input[];
  readonly readOnly: boolean;
  readonly onRename: (name: string) => void;
}

/** The name of an input; it holds once one leaves the field, since every name on the way there would cut its connections. */
export function InputName({ name, others, readOnly, onRename }: Properties) {
  const [text, setText] = useState(name);
  const wanted = inputName(text);
  const problem = nameProblem(wanted, others);
  const settle = () => {
    setText(problem ? name : wanted);
    if (!problem && wanted !== name) onRename(wanted);
  };
  return (
    <TextInput
      size="xs"
      className={classes.name ?? ''}
      value={text}
      disabled={readOnly}
      error={problem}
      aria-label="Name of the input"
      onBlur={settle}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setText(name);
      }}
    />
  );
}
