import { MultiSelect, TagsInput } from '@mantine/core';

import type { Json } from '../../../domain/api';
import type { ControlProperties } from './control';

/** Some of the model's columns. */
export function ColumnsControl({ id, value, onChange, onBlur, describedBy, invalid, disabled, model }: ControlProperties) {
  const names = model?.fields.map((field) => field.name) ?? [];
  const chosen = texts(value);
  return (
    <MultiSelect
      id={id}
      data={[...new Set([...names, ...chosen])]}
      value={chosen}
      placeholder={chosen.length === 0 ? 'All columns' : ''}
      error={invalid}
      disabled={disabled}
      searchable
      clearable
      hidePickedOptions
      onBlur={onBlur}
      aria-describedby={describedBy}
      onChange={(next) => onChange(next.length === 0 ? undefined : next)}
    />
  );
}

/** A list of words, each ended with Enter or a comma. */
export function TextListControl({ id, value, onChange, onBlur, describedBy, invalid, disabled }: ControlProperties) {
  return (
    <TagsInput
      id={id}
      value={texts(value)}
      error={invalid}
      disabled={disabled}
      placeholder="Type, then Enter"
      acceptValueOnBlur
      onBlur={onBlur}
      aria-describedby={describedBy}
      onChange={(next) => onChange(next.length === 0 ? undefined : next)}
    />
  );
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
