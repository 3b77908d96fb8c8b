import { ExternalLinkIcon } from '@radix-ui/react-icons';

import type { NodeRunDetail } from '../../domain/api';
import classes from './data.module.css';

/** The way to what is meant in Django admin. */
export function AdminLinks({ links, label }: { readonly links: NodeRunDetail['links']; readonly label: string }) {
  if (links.length === 0) return null;
  return (
    <ul className={classes.links} aria-label={label}>
      {links.map((link) => (
        <li key={link.url}>
          <a href={link.url} target="_blank" rel="noreferrer">
            {link.label} <ExternalLinkIcon width={12} height={12} aria-hidden />
          </a>
        </li>
      ))}
    </ul>
  );
}
