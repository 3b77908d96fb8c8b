import type { Problem } from './api';
import { basePort } from './definition/graph';
import { findNode, nodeLabel, type Definition } from './definition/model';

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

/** Problems in the words of the canvas: the node by the name that it has there, not by its type's class. */
export function inCanvasWords(problems: readonly Problem[], definition: Definition): Problem[] {
  return problems.map((problem) => {
    const node = problem.node === null ? undefined : findNode(definition, problem.node);
    const worded = (text: string) =>
      text.replace(CLASS_NAME, (name) =>
        node && name === node.type ? `“${nodeLabel(node)}”` : name.replace(/Node$/, ' node').replace(/([a-z])([A-Z])/g, '$1 $2'),
      );
    return { ...problem, message: worded(problem.message), remedy: worded(problem.remedy) };
  });
}

/** A node type's class outside quotation marks; within them it is what somebody wrote. */
const CLASS_NAME = /(?<!['‘“\w])[A-Z]\w*Node\b/g;

/** Everything that is wrong with a node, one sentence or two for each problem; null where nothing is. */
export function problemDetail(problems: readonly Problem[]): string | null {
  return problems.length === 0 ? null : problems.map(problemText).join('\n');
}

/** What fits on one line of a card: the problem itself where there is one, else their number; null where there is none. */
export function problemSummary(problems: readonly Problem[]): string | null {
  const [first, ...others] = problems;
  if (!first) return null;
  return others.length === 0 ? withoutSubject(first.message) : `${problems.length} problems`;
}

/** A sentence about a node, for its card, whose name stands there already: “Needs 'type'.” */
function withoutSubject(message: string): string {
  const rest = message.replace(/^“[^”]*” /, '');
  return rest === message ? message : rest.charAt(0).toUpperCase() + rest.slice(1);
}
