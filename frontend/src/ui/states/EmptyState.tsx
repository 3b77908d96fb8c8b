import type { ReactNode } from 'react';

import classes from './states.module.css';

interface Properties {
  readonly title: string;
  readonly icon?: ReactNode;
  /** What to do next, in a sentence or two. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** Said where there is nothing yet: what would be here, and the next step. */
export function EmptyState({ title, icon, children, actions }: Properties) {
  return (
    <div className={classes.state}>
      {icon ? (
        <div className={classes.icon} aria-hidden>
          {icon}
        </div>
      ) : null}
      <h2 className={classes.title}>{title}</h2>
      {children ? <div className={classes.text}>{children}</div> : null}
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </div>
  );
}
