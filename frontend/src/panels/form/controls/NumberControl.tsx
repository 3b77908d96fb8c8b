import { NumberInput } from '@mantine/core';

import { placeholderOf, type ControlProperties } from './control';

/** A number, whole where the parameter is; its bounds are told by the problem, not by changing what was typed. */
export function NumberControl({ id, field, value, onChange, onBlur, describedBy, invalid, disabled }: ControlProperties) {
  return (
    <NumberInput
      id={id}
      value={typeof value === 'number' || typeof value === 'string' ? value : ''}
      placeholder={placeholderOf(field)}
      allowDecimal={field.control === 'number'}
      clampBehavior="none"
      error={invalid}
      disabled={disabled}
      hideControls
      onBlur={onBlur}
      aria-describedby={describedBy}
      onChange={(next) => onChange(next === '' ? undefined : next)}
    />
  );
}
