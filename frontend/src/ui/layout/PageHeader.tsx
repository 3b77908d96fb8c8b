import type { ReactNode } from 'react';

import classes from './layout.module.css';

interface Properties {
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly actions?: ReactNode;
}

/** The title of a page, a line that says more, and what can be done here. */
export function PageHeader({ title, detail, actions }: Properties) {
  return (
    <header className={classes.header}>
      <div className={classes.headerText}>
        <h1 className={classes.title}>{title}</h1>
        {detail ? <div className={classes.detail}>{detail}</div> : null}
      </div>
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </header>
  );
}
