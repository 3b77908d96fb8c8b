import type { NodeType } from '../../api/types';

export type Effect = NodeType['effect'];

/** The promise of a node in two words. */
export const PROMISE_WORD: Readonly<Record<Effect, string>> = {
  none: 'No effect',
  database: 'Exactly once',
  external: 'At least once',
};

/** The promise in a sentence. */
export const PROMISE_SENTENCE: Readonly<Record<Effect, string>> = {
  none: 'Changes nothing outside the run, so it can be repeated freely.',
  database: 'Its change and the record of it are saved together: it happens exactly once in a run, whatever breaks.',
  external: 'Acts on another service: it happens at least once, with the same key each time in a run so that the service can tell.',
};
