import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import type { ReactNode } from 'react';

import classes from './banner.module.css';

interface Properties {
  readonly children: ReactNode;
  readonly actions: ReactNode;
}

/** A line above the canvas that asks for a decision. */
export function Banner({ children, actions }: Properties) {
  return (
    <div className={classes.banner} role="alert">
      <ExclamationTriangleIcon aria-hidden />
      <span className={classes.text}>{children}</span>
      <span className={classes.actions}>{actions}</span>
    </div>
  );
}
