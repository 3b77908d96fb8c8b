import { Link } from 'react-router';

import type { Model } from '../../api/types';
import classes from './models.module.css';

/** The workflows that a change of the model would touch. */
export function UsedBy({ workflows }: { readonly workflows: Model['workflows'] }) {
  if (workflows.length === 0) return <p className={classes.nobody}>No workflow uses it yet. Drag one of its nodes onto a canvas.</p>;
  return (
    <ul className={classes.users}>
      {workflows.map(({ id, name }) => (
        <li key={id}>
          <Link to={`/workflows/${id}/`} className={classes.user}>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
