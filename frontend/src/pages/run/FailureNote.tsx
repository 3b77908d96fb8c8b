import type { Failure } from '../../domain/api';
import { StatusIcon } from '../../ui/status/StatusIcon';
import classes from './run.module.css';

interface Properties {
  readonly failure: Pick<Failure, 'message'> & Partial<{ [Key in keyof Failure]: Failure[Key] | null }>;
  /** Leads to the node at fault, where there is one. */
  readonly show?: (node: string) => void;
}

/** What went wrong, where, and what to do about it. */
export function FailureNote({ failure, show }: Properties) {
  const { node, port, message, remedy } = failure;
  return (
    <div className={classes.failure} role="alert">
      <StatusIcon status="failed" />
      <div>
        <p className={classes.failureText}>{message}</p>
        {remedy ? <p className={classes.remedy}>{remedy}</p> : null}
        {node ? (
          <p className={classes.place}>
            <code className="mono">{[node, port].filter(Boolean).join('.')}</code>
            {show ? (
              <button type="button" className={classes.show} onClick={() => show(node)}>
                Show the node
              </button>
            ) : null}
          </p>
        ) : null}
      </div>
    </div>
  );
}
