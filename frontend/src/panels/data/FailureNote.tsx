import type { Failure } from '../../domain/api';
import { StatusIcon } from '../../ui/status/StatusIcon';
import classes from './data.module.css';

interface Properties {
  readonly failure: Pick<Failure, 'message'> & Partial<{ [Key in keyof Failure]: Failure[Key] | null }>;
  /** Leads to the node at fault, where there is one. */
  readonly show?: (node: string) => void;
}

/** What went wrong, where, and what to do about it. */
export function FailureNote({ failure, show }: Properties) {
  const { node, port, node_type: type, code, message, remedy } = failure;
  const place = [[node, port].filter(Boolean).join('.'), type, code].filter(Boolean).join(' · ');
  return (
    <div className={classes.failure} role="alert">
      <StatusIcon status="failed" />
      <div>
        <strong>{message}</strong>
        {remedy ? <p>{remedy}</p> : null}
        {place ? <p className={classes.where}>{place}</p> : null}
        {node && show ? (
          <button type="button" className={classes.show} onClick={() => show(node)}>
            Show the node
          </button>
        ) : null}
      </div>
    </div>
  );
}
