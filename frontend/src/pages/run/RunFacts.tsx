import { Link } from 'react-router';

import type { Run } from '../../api/types';
import type { RunState } from '../../domain/run/state';
import { counted } from '../../ui/numbers/count';
import classes from './run.module.css';

interface Properties {
  readonly run: Run;
  readonly picture: RunState;
}

/** Where the run comes from, what came of it, and what happened to its workers; nothing for most runs. */
export function RunFacts({ run, picture }: Properties) {
  const handedOver = picture.events.filter(({ type, seq, payload }) => type === 'run_queued' && seq > 1 && payload?.['reason']);
  const reason = handedOver.at(-1)?.payload?.['reason'];
  const facts = [
    run.rerun_of === null ? null : <Repeats key="of" run={run} of={run.rerun_of} />,
    run.reruns.length === 0 ? null : <Repeated key="by" by={run.reruns} />,
    picture.pausedBy ? <span key="paused">Paused by {picture.pausedBy}: no worker takes it until it is resumed.</span> : null,
    picture.status === 'running' && run.paused_at !== null ? (
      <span key="pausing">It pauses as soon as the nodes are done that run now.</span>
    ) : null,
    run.crashes === 0 ? null : <span key="crashes">Its worker fell silent {counted(run.crashes, 'time')}.</span>,
    typeof reason === 'string' ? (
      <span key="handed">
        Handed over {counted(handedOver.length, 'time')}. {reason}
      </span>
    ) : null,
  ].filter(Boolean);
  if (facts.length === 0) return null;
  return (
    <ul className={classes.about} aria-label="What happened to the run">
      {facts.map((fact, index) => (
        <li key={index}>{fact}</li>
      ))}
    </ul>
  );
}

function Repeats({ run, of }: { readonly run: Run; readonly of: number }) {
  const from = run.definition.nodes.find(({ id }) => id === run.rerun_from)?.name || run.rerun_from;
  const reused = run.nodes.filter((node) => node.reused).length;
  return (
    <>
      Repeats <Link to={`/runs/${of}/`}>run #{of}</Link> {from ? <>from “{from}” on</> : <>where it had not succeeded</>}
      {reused > 0 ? `; ${counted(reused, 'node')} did not run again.` : '.'}
    </>
  );
}

function Repeated({ by }: { readonly by: readonly number[] }) {
  return (
    <>
      Repeated by{' '}
      {by.map((id, index) => (
        <span key={id}>
          {index > 0 ? ', ' : ''}
          <Link to={`/runs/${id}/`}>run #{id}</Link>
        </span>
      ))}
      .
    </>
  );
}
