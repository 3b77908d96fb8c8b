import { TextInput } from '@mantine/core';
import { type ReactNode, useId } from 'react';

import classes from './cron.module.css';
import { partsOf, PRESETS } from './presets';

interface Properties {
  readonly value: string;
  readonly onChange: (cron: string) => void;
  readonly error?: ReactNode;
}

/** A cron expression: common ones at a click, any other by hand with its parts named beneath. */
export function CronEditor({ value, onChange, error }: Properties) {
  const note = useId();
  return (
    <div className={classes.editor}>
      <TextInput
        label="When"
        description="A cron expression, with the second in front if you want"
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
        <ol id={note} className={classes.parts} aria-label="Its parts">
          {partsOf(value).map(({ name, missing }) => (
            <li key={name} data-missing={missing || undefined}>
              {name}
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
