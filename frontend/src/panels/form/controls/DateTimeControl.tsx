import { TextInput } from '@mantine/core';

import { localMoment, momentOfLocal } from '../../../domain/form/moments';
import type { ControlProperties } from './control';

/** A moment, shown and typed in the person's own zone and kept in UTC. */
export function DateTimeControl({ id, value, onChange, onBlur, describedBy, invalid, disabled }: ControlProperties) {
  return (
    <TextInput
      id={id}
      type="datetime-local"
      step={1}
      value={typeof value === 'string' ? localMoment(value) : ''}
      error={invalid}
      disabled={disabled}
      onBlur={onBlur}
      aria-describedby={describedBy}
      onChange={(event) => onChange(momentOfLocal(event.currentTarget.value))}
    />
  );
}
