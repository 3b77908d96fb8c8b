import type { Run } from '../../api/types';
import type { RunState } from '../../domain/run/state';
import { AdminLinks } from '../../panels/data/AdminLinks';
import { FailureNote } from '../../panels/data/FailureNote';
import { JsonTree } from '../../ui/json/JsonTree';
import classes from './run.module.css';
import { RunFacts } from './RunFacts';

interface Properties {
  readonly run: Run;
  readonly picture: RunState;
  readonly select: (node: string) => void;
}

/** About the run as a whole: why it failed, what it was given, and where to look further. */
export function RunPanel({ run, picture, select }: Properties) {
  const failure = run.error ?? picture.error;
  const hasInputs = Object.keys(run.inputs).length > 0;
  return (
    <>
      <header className={classes.panelHead}>
        <h2 className={classes.panelTitle}>About this run</h2>
      </header>
      <RunFacts run={run} picture={picture} />
      {failure ? (
        <div className={classes.notice}>
          <FailureNote failure={failure} show={select} />
        </div>
      ) : null}
      <section className={classes.section}>
        <h3 className={classes.sectionTitle}>Inputs</h3>
        {hasInputs ? <JsonTree value={run.inputs} label="the inputs" /> : <p className="muted">This workflow takes none.</p>}
      </section>
      <div className={classes.notice}>
        <AdminLinks links={run.links} label="In admin" />
      </div>
      <p className={classes.note}>Choose a node on the canvas or in the timeline to see what went in and what came out.</p>
    </>
  );
}
