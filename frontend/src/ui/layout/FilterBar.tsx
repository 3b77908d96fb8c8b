import type { ReactNode } from 'react';

import classes from './layout.module.css';

/** One line of search and filters above a list. */
export function FilterBar({ children, label }: { readonly children: ReactNode; readonly label: string }) {
  return (
    <div className={classes.filters} role="search" aria-label={label}>
      {children}
    </div>
  );
}
