import { useState } from 'react';

import { JsonBranchHead } from './JsonBranchHead';
import { JsonLeaf } from './JsonLeaf';
import classes from './json.module.css';
import { entriesOf, isBare, isBranch, PAGE } from './shape';

interface Properties {
  readonly name: string | null;
  readonly value: unknown;
  readonly depth: number;
}

/** One value: a leaf on its line, or a branch that folds and shows its first hundred entries. */
export function JsonNode({ name, value, depth }: Properties) {
  const [open, setOpen] = useState(depth > 0);
  const [shown, setShown] = useState(PAGE);
  if (!isBranch(value) || isBare(value)) return <JsonLeaf name={name} value={value} />;
  const entries = entriesOf(value);
  return (
    <div>
      <JsonBranchHead name={name} value={value} size={entries.length} open={open} toggle={() => setOpen(!open)} />
      {open ? (
        <div className={classes.children}>
          {entries.slice(0, shown).map(([key, child]) => (
            <JsonNode key={key} name={key} value={child} depth={depth - 1} />
          ))}
          {entries.length > shown ? (
            <button type="button" className={classes.more} onClick={() => setShown(shown + PAGE)}>
              Show {Math.min(PAGE, entries.length - shown)} more
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
