import { ActionIcon, Checkbox, Select, TextInput } from '@mantine/core';
import { Cross2Icon } from '@radix-ui/react-icons';

import type { Input, InputType } from '../../domain/definition/model';
import { useEditor } from '../../store/editorStore';
import classes from './inputs.module.css';

const TYPES: { value: InputType; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'integer', label: 'Whole number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'date', label: 'Date' },
  { value: 'datetime', label: 'Date and time' },
  { value: 'json', label: 'JSON' },
  { value: 'any', label: 'Anything' },
];

interface Properties {
  readonly input: Input;
  readonly readOnly: boolean;
  readonly onChange: (input: Input) => void;
  readonly onRemove: () => void;
}

/** One input of a run: its name, its type, whether it must be given. */
export function InputEditor({ input, readOnly, onChange, onRemove }: Properties) {
  return (
    <div className={classes.input}>
      <TextInput
        size="xs"
        className={classes.name ?? ''}
        value={input.name}
        disabled={readOnly}
        aria-label="Name of the input"
        onBlur={() => useEditor.getState().seal()}
        onChange={(event) => onChange({ ...input, name: event.currentTarget.value.replace(/[^\w]/g, '_') })}
      />
      <Select
        size="xs"
        className={classes.type ?? ''}
        data={TYPES}
        value={input.type}
        disabled={readOnly}
        allowDeselect={false}
        aria-label={`Type of ${input.name}`}
        onChange={(type) => type && onChange({ ...input, type, default: null })}
      />
      <Checkbox
        size="xs"
        label="Required"
        checked={input.required}
        disabled={readOnly}
        onChange={(event) => onChange({ ...input, required: event.currentTarget.checked })}
      />
      <ActionIcon size={24} disabled={readOnly} aria-label={`Remove the input ${input.name}`} onClick={onRemove}>
        <Cross2Icon />
      </ActionIcon>
    </div>
  );
}
