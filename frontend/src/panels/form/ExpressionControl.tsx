import { Textarea } from '@mantine/core';

interface Properties {
  readonly id: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
  readonly describedBy: string;
  readonly invalid: boolean;
  readonly disabled: boolean;
}

/** A JSONata expression over the run's inputs and the outputs of nodes before this one. */
export function ExpressionControl({ id, text, onChange, onBlur, describedBy, invalid, disabled }: Properties) {
  return (
    <Textarea
      id={id}
      value={text}
      placeholder="inputs.name or nodes.create.id"
      error={invalid}
      disabled={disabled}
      autosize
      minRows={1}
      maxRows={8}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mono)', fontSize: 12 } }}
      onBlur={onBlur}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
