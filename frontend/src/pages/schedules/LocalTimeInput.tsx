import { TextInput } from '@mantine/core';

interface Properties {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}

/** A date with a time in the schedule's zone; one that carries an offset of its own is shown as the text that it is. */
export function LocalTimeInput({ label, value, onChange, error }: Properties) {
  const hasOffset = /(?:z|[+-]\d\d:?\d\d)$/i.test(value.slice(10));
  return (
    <TextInput
      type={hasOffset ? 'text' : 'datetime-local'}
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}
