import type { Status } from '../../api/types';
import classes from './status.module.css';
import { StatusIcon } from './StatusIcon';
import { STATUS_WORD } from './words';

/** Icon, word and colour of a status. */
export function StatusChip({ status }: { readonly status: Status }) {
  return (
    <span className={classes.chip} data-status={status}>
      <StatusIcon status={status} />
      {STATUS_WORD[status]}
    </span>
  );
}
