import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

import classes from './layout.module.css';

interface Properties {
  /** Stands in the browser's tab before the product's name. */
  readonly title: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** The main part of a page, at a width that can be read. */
export function PageBody({ title, wide = false, children }: Properties) {
  useDocumentTitle(`${title} · DataFlow Designer`);
  return (
    <main id="main" tabIndex={-1} className={classes.body} data-wide={wide || undefined}>
      {children}
    </main>
  );
}
