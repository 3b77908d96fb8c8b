import { ExternalLinkIcon } from '@radix-ui/react-icons';

import classes from './table.module.css';

/** Leads from a row to the same row in admin. */
export function LinkCell({ url }: { readonly url: string | undefined }) {
  return (
    <td className={classes.linkCell}>
      {url ? (
        <a href={url} aria-label="Show the row in admin" title="Show the row in admin">
          <ExternalLinkIcon aria-hidden />
        </a>
      ) : null}
    </td>
  );
}
