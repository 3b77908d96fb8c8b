import type { Problem } from '../../api/types';
import classes from './states.module.css';

/** Every problem with its place, what is wrong and what to do. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={classes.problems}>
      {problems.map((problem, index) => (
        <li key={index}>
          {problem.node ? <code className="mono">{[problem.node, problem.port].filter(Boolean).join('.')} </code> : null}
          {problem.message} <span className="muted">{problem.remedy}</span>
        </li>
      ))}
    </ul>
  );
}
