import { lazy, Suspense, useState } from 'react';

import type { Json } from '../../../domain/api';
import type { ControlProperties } from './control';
import classes from './controls.module.css';

/** CodeMirror comes when the first JSON field does, not with the page. */
const JsonEditor = lazy(async () => ({ default: (await import('./JsonEditor')).JsonEditor }));

/** A JSON value. What is no JSON yet stays in the editor and is not taken over. */
export function JsonControl({ id, field, value, onChange, onBlur, describedBy, invalid, disabled }: ControlProperties) {
  const [text, setText] = useState(() => textOf(value));
  const [shown, setShown] = useState(value);
  const [fault, setFault] = useState<string | null>(null);
  if (shown !== value) {
    // The value was changed elsewhere, by undo for instance: the editor follows.
    setShown(value);
    setText(textOf(value));
    setFault(null);
  }
  const change = (next: string) => {
    setText(next);
    const read = readJson(next);
    setFault(read.fault);
    if (read.fault !== null) return;
    setShown(read.value);
    onChange(read.value);
  };
  return (
    <>
      <div className={classes.editor} data-invalid={invalid || fault !== null || undefined} onBlur={onBlur}>
        <Suspense fallback={<div className={classes.waiting} />}>
          <JsonEditor id={id} label={field.title} text={text} onChange={change} describedBy={describedBy} readOnly={disabled} />
        </Suspense>
      </div>
      {fault ? (
        <p className={classes.message} role="status">
          {fault}
        </p>
      ) : null}
    </>
  );
}

function textOf(value: Json | undefined): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

function readJson(text: string): { value: Json | undefined; fault: string | null } {
  if (text.trim() === '') return { value: undefined, fault: null };
  try {
    return { value: JSON.parse(text) as Json, fault: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    return { value: undefined, fault: `This is not JSON yet: ${reason}. Texts stand in double quotes.` };
  }
}
