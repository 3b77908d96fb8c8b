import type { Failure } from '../../domain/api';
import classes from './data.module.css';

/** Why a node failed and what to do about it. */
export function FailureNote({ failure }: { readonly failure: Failure }) {
  return (
    <div className={classes.failure} role="alert">
      <strong>{failure.message}</strong>
      {failure.remedy ? <p>{failure.remedy}</p> : null}
      <p className={classes.where}>
        {failure.port ? `${failure.node}.${failure.port}` : failure.node} · {failure.node_type} · {failure.code}
      </p>
    </div>
  );
}
