import { TextInput } from '@mantine/core';
import { type ReactNode, useId } from 'react';

import classes from './cron.module.css';
import { PARTS, PRESETS } from './presets';

interface Properties {
  readonly value: string;
  readonly onChange: (cron: string) => void;
  readonly error?: ReactNode;
}

/** A cron expression: common ones at a click, any other by hand with its five parts named beneath. */
export function CronEditor({ value, onChange, error }: Properties) {
  const note = useId();
  return (
    <div className={classes.editor}>
      <TextInput
        label="When"
        description="A cron expression"
        classNames={{ input: classes.input ?? '' }}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={Boolean(error)}
        aria-describedby={note}
        spellCheck={false}
        autoComplete="off"
      />
      {error ? (
        <p id={note} role="alert" className={classes.error}>
          {error}
        </p>
      ) : (
        <ol id={note} className={classes.parts} aria-label="Its five parts">
          {PARTS.map((part, index) => (
            <li key={part} data-missing={value.trim().split(/\s+/).filter(Boolean).length <= index || undefined}>
              {part}
            </li>
          ))}
        </ol>
      )}
      <div className={classes.presets} role="group" aria-label="Common schedules">
        {PRESETS.map(({ cron, label }) => (
          <button key={cron} type="button" className={classes.preset} aria-pressed={value.trim() === cron} onClick={() => onChange(cron)}>
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}
