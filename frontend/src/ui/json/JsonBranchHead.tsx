import { ChevronRightIcon } from '@radix-ui/react-icons';

import { counted } from '../numbers/count';
import classes from './json.module.css';
import type { Branch } from './shape';

interface Properties {
  readonly name: string | null;
  readonly value: Branch;
  readonly size: number;
  readonly open: boolean;
  readonly toggle: () => void;
}

/** The line of an object or list that opens and folds it, and tells how much is in it. */
export function JsonBranchHead({ name, value, size, open, toggle }: Properties) {
  const summary = Array.isArray(value) ? `[ ${counted(size, 'item')} ]` : `{ ${counted(size, 'key')} }`;
  return (
    <button type="button" className={classes.head} onClick={toggle} aria-expanded={open}>
      <ChevronRightIcon className={classes.chevron} data-open={open} aria-hidden />
      {name === null ? null : <span className={classes.key}>{name}</span>}
      <span className={classes.summary}>{summary}</span>
    </button>
  );
}
