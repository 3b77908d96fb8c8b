import { ActionIcon, Checkbox, Select, Tooltip } from '@mantine/core';
import { ChevronRightIcon, Cross2Icon } from '@radix-ui/react-icons';
import { useState } from 'react';

import type { Input, InputType } from '../../domain/definition/model';
import { InputDetails } from './InputDetails';
import { InputName } from './InputName';
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
  readonly others: readonly Input[];
  readonly readOnly: boolean;
  readonly onChange: (input: Input) => void;
  readonly onRename: (name: string) => void;
  readonly onRemove: () => void;
}

/** One input of a run: its name, its type and whether it must be given; opened, also how it is asked for. */
export function InputEditor({ input, others, readOnly, onChange, onRename, onRemove }: Properties) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={classes.entry} data-open={isOpen || undefined}>
      <div className={classes.input}>
        <Tooltip label={isOpen ? 'Close' : 'Title, description and default'}>
          <ActionIcon
            size={24}
            className={classes.expand}
            aria-label={`Details of the input ${input.name}`}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <ChevronRightIcon />
          </ActionIcon>
        </Tooltip>
        <InputName key={input.name} name={input.name} others={others} readOnly={readOnly} onRename={onRename} />
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
        {readOnly ? null : (
          <ActionIcon size={24} aria-label={`Remove the input ${input.name}`} onClick={onRemove}>
            <Cross2Icon />
          </ActionIcon>
        )}
      </div>
      {isOpen ? <InputDetails input={input} readOnly={readOnly} onChange={onChange} /> : null}
    </div>
  );
}
