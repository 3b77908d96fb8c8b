import { useState } from 'react';

import classes from './json.module.css';
import { kindOfLeaf } from './shape';

const LONG = 160;

interface Properties {
  readonly name: string | null;
  readonly value: unknown;
}

/** A plain value on one line; long text is cut until it is clicked. */
export function JsonLeaf({ name, value }: Properties) {
  const [whole, setWhole] = useState(false);
  const kind = kindOfLeaf(value);
  const text = JSON.stringify(value);
  const cut = text.length > LONG && !whole;
  return (
    <div className={classes.leaf}>
      {name === null ? null : <span className={classes.key}>{name}</span>}
      <span className={classes.value} data-kind={kind}>
        {cut ? `${text.slice(0, LONG)}…` : text}
      </span>
      {cut ? (
        <button type="button" className={classes.more} onClick={() => setWhole(true)}>
          Show all {text.length} characters
        </button>
      ) : null}
    </div>
  );
}
