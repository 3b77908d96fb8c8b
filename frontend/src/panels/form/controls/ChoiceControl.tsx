import { Select } from '@mantine/core';

import { choiceText } from '../../../domain/form/field';
import { placeholderOf, type ControlProperties } from './control';

const YES_OR_NO = [
  { value: 'true', label: 'Yes', raw: true },
  { value: 'false', label: 'No', raw: false },
];

/** One of a few values; cleared, the parameter is gone and its default holds. */
export function ChoiceControl({ id, field, value, onChange, onBlur, describedBy, invalid, disabled }: ControlProperties) {
  const choices = field.control === 'boolean' ? YES_OR_NO : field.choices;
  const standard = placeholderOf(field);
  return (
    <Select
      id={id}
      data={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
      value={value === undefined ? null : choiceText(value)}
      placeholder={choices.find((choice) => choice.value === standard)?.label ?? 'Not set'}
      error={invalid}
      disabled={disabled}
      clearable
      searchable={choices.length > 8}
      onBlur={onBlur}
      aria-describedby={describedBy}
      onChange={(chosen) => onChange(choices.find((choice) => choice.value === chosen)?.raw)}
    />
  );
}
