import type { ReactNode } from 'react';
import { Link } from 'react-router';

import classes from './table.module.css';

interface Properties {
  readonly to: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Where a row of a ListTable leads: a click anywhere on the row follows it. */
export function RowLink({ to, className = '', children }: Properties) {
  return (
    <Link to={to} className={`${classes.rowLink ?? ''} ${className}`}>
      {children}
    </Link>
  );
}
