import { ExclamationTriangleIcon } from '@radix-ui/react-icons';

import type { NodeType, Repetition, Run } from '../../api/types';
import { counted } from '../../ui/numbers/count';
import { PromiseSign } from '../../ui/promise/PromiseSign';
import classes from './repetition.module.css';

interface Properties {
  readonly run: Run;
  readonly repetition: Repetition;
}

/** Which nodes would run, with their promises, and how many are taken over. */
export function RepetitionView({ run, repetition: { runs, reused } }: Properties) {
  const names = new Map(run.definition.nodes.map(({ id, name }) => [id, name || id]));
  const again = runs.filter(({ node, effect }) => hadEffect(run, node, effect)).map(({ node }) => `“${names.get(node) ?? node}”`);
  return (
    <>
      <h3 className={classes.title}>{counted(runs.length, 'node')} will run</h3>
      <ul className={classes.nodes}>
        {runs.map(({ node, promise }) => (
          <li key={node}>
            <span className={classes.name}>{names.get(node) ?? node}</span>
            <PromiseSign promise={promise} />
          </li>
        ))}
      </ul>
      {again.length > 0 ? (
        <p className={classes.warning}>
          <ExclamationTriangleIcon aria-hidden />
          <span>
            {again.join(', ')} had {again.length === 1 ? 'its effect' : 'their effects'} in run #{run.id} and will have{' '}
            {again.length === 1 ? 'it' : 'them'} again: a promise holds within one run.
          </span>
        </p>
      ) : null}
      {reused.length > 0 ? (
        <p className={classes.reused}>Taken over, not run again: {reused.map(({ node }) => names.get(node) ?? node).join(', ')}.</p>
      ) : null}
    </>
  );
}

/** Whether the node changed something in the run: a change of the database that failed was undone, a call of a service may have been heard. */
function hadEffect(run: Run, node: string, effect: NodeType['effect']): boolean {
  const status = run.nodes.find((each) => each.node === node)?.status;
  if (effect === 'none' || status === undefined) return false;
  return status === 'succeeded' || (effect === 'external' && (status === 'failed' || status === 'cancelled'));
}
