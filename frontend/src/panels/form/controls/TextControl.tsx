import { Textarea, TextInput } from '@mantine/core';

import { placeholderOf, type ControlProperties } from './control';

/** Text, a date or a moment; emptied, the parameter is gone. */
export function TextControl(control: ControlProperties) {
  const { field, value, onChange } = control;
  const common = {
    id: control.id,
    value: typeof value === 'string' ? value : value == null ? '' : JSON.stringify(value),
    placeholder: placeholderOf(field),
    error: control.invalid,
    disabled: control.disabled,
    onBlur: control.onBlur,
    'aria-describedby': control.describedBy,
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value),
  };
  if (field.control === 'long_text') return <Textarea {...common} autosize minRows={2} maxRows={12} />;
  if (field.control === 'date') return <TextInput {...common} type="date" />;
  return <TextInput {...common} />;
}
