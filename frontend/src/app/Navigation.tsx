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

const FOR_OPERATORS = [['/operations/', 'Operations']] as const;

export function Navigation() {
  const { data: me } = useMe();
  const pages = me?.is_operator ? [...PAGES, ...FOR_OPERATORS] : PAGES;
  return (
    <nav className={classes.navigation} aria-label="Pages">
      {pages.map(([to, word]) => (
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
