import type { Change, Patch } from '../domain/definition/patch';

/** One step that undo takes back. Steps with the same key that follow closely are one step: typing a word is undone at once. */
export interface Step {
  readonly label: string;
  readonly patch: Patch;
  readonly inverse: Patch;
  readonly key: string | null;
  /** When it was last added to, in milliseconds. */
  readonly at: number;
}

export interface History {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}

export const EMPTY_HISTORY: History = { past: [], future: [] };
export const COALESCE_MS = 1000;
const DEPTH = 1000;

/** Remember a step; what had been undone is forgotten. */
export function record(history: History, step: Step): History {
  const last = history.past.at(-1);
  if (last && belongTogether(last, step)) return { past: [...history.past.slice(0, -1), joined(last, step)], future: [] };
  return { past: [...history.past, step].slice(-DEPTH), future: [] };
}

/** End the last step, so that what follows is a step of its own. */
export function sealed(history: History): History {
  const last = history.past.at(-1);
  return last?.key ? { ...history, past: [...history.past.slice(0, -1), { ...last, key: null }] } : history;
}

export function undone(history: History): [History, Step] | null {
  const step = history.past.at(-1);
  return step ? [{ past: history.past.slice(0, -1), future: [step, ...history.future] }, step] : null;
}

export function redone(history: History): [History, Step] | null {
  const step = history.future[0];
  return step ? [{ past: [...history.past, step], future: history.future.slice(1) }, step] : null;
}

function belongTogether(last: Step, step: Step): boolean {
  return step.key !== null && last.key === step.key && step.at - last.at <= COALESCE_MS;
}

function joined(last: Step, step: Step): Step {
  if (isReplacement(last.patch) && isReplacement(step.patch)) return { ...step, inverse: last.inverse };
  return { ...step, patch: [...last.patch, ...step.patch], inverse: [...step.inverse, ...last.inverse] };
}

/** Whether the patch sets one whole thing, so that a later one with the same key makes it unnecessary. */
function isReplacement(patch: Patch): boolean {
  const ops: readonly Change['op'][] = ['replace_node', 'set_inputs', 'set_settings'];
  return patch.length === 1 && patch.every((change) => ops.includes(change.op));
}
