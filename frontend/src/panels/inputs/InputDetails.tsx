import { TextInput } from '@mantine/core';
import { useId } from 'react';

import type { Input } from '../../domain/definition/model';
import { inputField } from '../../domain/form/input_field';
import { useEditor } from '../../store/editorStore';
import { ValueControl } from '../form/ValueControl';
import classes from './inputs.module.css';

interface Properties {
  readonly input: Input;
  readonly readOnly: boolean;
  readonly onChange: (input: Input) => void;
}

/** How the input is asked for: its title, a word of help, and the value that it has where nobody gives one. */
export function InputDetails({ input, readOnly, onChange }: Properties) {
  const id = useId();
  const seal = () => useEditor.getState().seal();
  return (
    <div className={classes.details}>
      <TextInput
        size="xs"
        label="Title"
        placeholder={input.name}
        value={input.title}
        disabled={readOnly}
        onBlur={seal}
        onChange={(event) => onChange({ ...input, title: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        label="Description"
        placeholder="What to give, for whoever starts a run"
        value={input.description}
        disabled={readOnly}
        onBlur={seal}
        onChange={(event) => onChange({ ...input, description: event.currentTarget.value })}
      />
      <div>
        <label htmlFor={id} className={classes.label}>
          Default
        </label>
        <ValueControl
          key={input.type}
          id={id}
          field={{ ...inputField(input), required: false, nullable: true, default: undefined }}
          value={input.default ?? undefined}
          onChange={(value) => onChange({ ...input, default: value ?? null })}
          onBlur={seal}
          describedBy=""
          invalid={false}
          disabled={readOnly}
          model={null}
        />
      </div>
    </div>
  );
}
