import { Outlet, ScrollRestoration, useMatches } from 'react-router';

import classes from './shell.module.css';
import { TopBar } from './TopBar';

const bringsOwnBar = (handle: unknown): boolean => typeof handle === 'object' && handle !== null && 'ownBar' in handle;

/** What stands around every page: a way past the bar for keyboards, the bar, and the page. */
export function Shell() {
  const ownBar = useMatches().some((match) => bringsOwnBar(match.handle));
  return (
    <>
      <a className={classes.skip} href="#main">
        Skip to the page
      </a>
      {ownBar ? null : <TopBar />}
      <Outlet />
      <ScrollRestoration />
    </>
  );
}
