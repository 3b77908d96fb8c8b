import { ExternalLinkIcon } from '@radix-ui/react-icons';
import { NavLink } from 'react-router';

import { useMe } from '../api/me';
import classes from './shell.module.css';

const PAGES = [
  ['/workflows/', 'Workflows'],
  ['/runs/', 'Runs'],
  ['/schedules/', 'Schedules'],
  ['/models/', 'Models'],
] as const;

export function Navigation() {
  const { data: me } = useMe();
  return (
    <nav className={classes.navigation} aria-label="Pages">
      {PAGES.map(([to, word]) => (
        <NavLink key={to} to={to} className={classes.link ?? ''}>
          {word}
        </NavLink>
      ))}
      {me?.is_staff ? (
        <a href={me.admin_url} className={classes.link}>
          Admin <ExternalLinkIcon width={12} height={12} aria-hidden />
        </a>
      ) : null}
    </nav>
  );
}
