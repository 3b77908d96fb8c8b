import type { ReactNode } from 'react';

import classes from './badge.module.css';

interface Properties {
  readonly children: ReactNode;
  readonly tone?: 'plain' | 'strong';
  readonly title?: string;
}

/** A short word in a box: a tag, an option, a state. */
export function Badge({ children, tone = 'plain', title }: Properties) {
  return (
    <span className={classes.badge} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
