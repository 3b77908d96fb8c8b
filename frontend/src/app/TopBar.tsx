import { Link } from 'react-router';

import { Mark } from '../ui/layout/Mark';
import { ColourScheme } from '../ui/theme/ColourScheme';
import { Navigation } from './Navigation';
import classes from './shell.module.css';
import { UserMenu } from './UserMenu';

/** The slim bar of every page but the canvas, which brings its own. */
export function TopBar() {
  return (
    <header className={classes.bar}>
      <Link to="/workflows/" className={classes.brand} aria-label="DataFlow Designer, all workflows">
        <Mark />
        <span className={classes.name}>DataFlow Designer</span>
      </Link>
      <Navigation />
      <div className={classes.right}>
        <ColourScheme />
        <UserMenu />
      </div>
    </header>
  );
}
