import type { NodeType, Problem } from './api';
import { basePort, feedsOf } from './definition/graph';
import { isExpression, type Definition, type Node } from './definition/model';

export function problemsOfNode(problems: readonly Problem[], node: string): Problem[] {
  return problems.filter((problem) => problem.node === node);
}

/** The problems of one field of a node's form, those below it (`filter.price`) too. */
export function problemsOfPort(problems: readonly Problem[], node: string, port: string): Problem[] {
  return problems.filter((problem) => problem.node === node && problem.port !== null && basePort(problem.port) === port);
}

export function problemsOfConnection(problems: readonly Problem[], index: number): Problem[] {
  return problems.filter((problem) => problem.connection === index);
}

/** Required parameters that have neither value nor feed: known here at once, without asking the server. */
export function missingParameters(node: Node, type: NodeType, definition: Definition): string[] {
  return type.inputs
    .filter((port) => port.required && !hasValue(node.parameters[port.name]))
    .filter((port) => feedsOf(definition, node.id, port.name).length === 0)
    .map((port) => port.name);
}

function hasValue(value: unknown): boolean {
  return isExpression(value) || (value !== undefined && value !== null && value !== '');
}

/** One sentence where a problem stands alone. */
export function problemText(problem: Problem): string {
  return problem.remedy ? `${problem.message} ${problem.remedy}` : problem.message;
}
