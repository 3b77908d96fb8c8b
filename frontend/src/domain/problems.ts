import type { Problem } from './api';
import { basePort } from './definition/graph';

export function problemsOfNode(problems: readonly Problem[], node: string): Problem[] {
  return problems.filter((problem) => problem.node === node);
}

/** The problems of one field of a node's form, those below it (`filter.price`) too. */
export function problemsOfPort(problems: readonly Problem[], node: string, port: string): Problem[] {
  return problems.filter((problem) => problem.node === node && problem.port !== null && basePort(problem.port) === port);
}

/** One sentence where a problem stands alone. */
export function problemText(problem: Problem): string {
  return problem.remedy ? `${problem.message} ${problem.remedy}` : problem.message;
}

/** What fits on one line of a card: the problem itself where there is one, else their number; null where there is none. */
export function problemSummary(problems: readonly Problem[]): string | null {
  const [first, ...others] = problems;
  if (!first) return null;
  return others.length === 0 ? first.message : `${problems.length} problems`;
}
