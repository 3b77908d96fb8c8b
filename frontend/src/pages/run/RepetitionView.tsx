import { ExclamationTriangleIcon } from '@radix-ui/react-icons';

import type { Repetition, Run } from '../../api/types';
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
  const begun = new Set(run.nodes.filter(({ started_at }) => started_at !== null).map(({ node }) => node));
  const again = runs.filter(({ node, effect }) => effect !== 'none' && begun.has(node));
  return (
    <>
      <h3 className={classes.title}>{counted(runs.length, 'node')} will run</h3>
      <ul className={classes.nodes}>
        {runs.map(({ node, effect }) => (
          <li key={node}>
            <span className={classes.name}>{names.get(node) ?? node}</span>
            <PromiseSign effect={effect} />
          </li>
        ))}
      </ul>
      {again.length > 0 ? (
        <p className={classes.warning}>
          <ExclamationTriangleIcon aria-hidden />
          <span>
            {again.map(({ node }) => `“${names.get(node) ?? node}”`).join(', ')} began in run #{run.id} already: whatever had its effect
            there has it again. A promise holds within one run.
          </span>
        </p>
      ) : null}
      {reused.length > 0 ? (
        <p className={classes.reused}>Taken over, not run again: {reused.map(({ node }) => names.get(node) ?? node).join(', ')}.</p>
      ) : null}
    </>
  );
}
