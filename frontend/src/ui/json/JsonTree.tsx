import { CopyButton } from '../layout/CopyButton';
import { JsonNode } from './JsonNode';
import classes from './json.module.css';

interface Properties {
  readonly value: unknown;
  /** How many levels stand open at first. */
  readonly depth?: number;
  readonly label: string;
}

/** A JSON value whose objects and lists fold, with a button that copies the whole. */
export function JsonTree({ value, depth = 2, label }: Properties) {
  return (
    <div className={classes.tree} role="group" aria-label={label}>
      <div className={classes.copy}>
        <CopyButton text={() => JSON.stringify(value, null, 2)} label={`Copy ${label} as JSON`} />
      </div>
      <JsonNode name={null} value={value} depth={depth} />
    </div>
  );
}
