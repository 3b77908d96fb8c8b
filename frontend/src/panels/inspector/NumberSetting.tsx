import { NumberInput } from '@mantine/core';
import { useState } from 'react';

interface Properties {
  readonly label: string;
  readonly description?: string;
  /** Null where there is none. */
  readonly value: number | null;
  /** What an empty field stands for, as it is shown in grey; a setting that must have a value has none. */
  readonly placeholder?: string;
  readonly suffix?: string;
  readonly min: number;
  readonly max?: number;
  readonly decimals?: number;
  readonly disabled: boolean;
  readonly onChange: (value: number | null) => void;
  readonly onBlur: () => void;
}

/** A number among the settings: what is half typed, or out of bounds, changes nothing yet. */
export function NumberSetting({ value, placeholder, decimals = 0, min, max, onChange, onBlur, ...field }: Properties) {
  const [typed, setTyped] = useState<{ of: number | null; text: number | string } | null>(null);
  const shown = typed && typed.of === value ? typed.text : (value ?? '');
  const change = (text: number | string) => {
    const fits = typeof text === 'number' && text >= min && (max === undefined || text <= max);
    const next = fits ? text : text === '' && placeholder !== undefined ? null : value;
    setTyped({ of: next, text });
    if (next !== value) onChange(next);
  };
  return (
    <NumberInput
      {...field}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(max === undefined ? {} : { max })}
      size="xs"
      min={min}
      decimalScale={decimals}
      allowDecimal={decimals > 0}
      allowNegative={min < 0}
      value={shown}
      onChange={change}
      onBlur={() => {
        setTyped(null);
        onBlur();
      }}
    />
  );
}
