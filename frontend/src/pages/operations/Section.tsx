import { type ReactNode, useId } from 'react';

import classes from './operations.module.css';

interface Properties {
  readonly title: string;
  readonly detail?: string;
  /** What is said where there is nothing to show. */
  readonly empty: string | false;
  readonly children: ReactNode;
}

/** A part of the page: its title, and a table or a sentence. */
export function Section({ title, detail, empty, children }: Properties) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        {title} {detail ? <span className={classes.titleDetail}>{detail}</span> : null}
      </h2>
      {empty === false ? children : <p className={classes.empty}>{empty}</p>}
    </section>
  );
}
