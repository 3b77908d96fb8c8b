import type { NodeType } from '../../api/types';

export type Guarantee = NodeType['promise'];

/** The promise of a node in two words. */
export const PROMISE_WORD: Readonly<Record<Guarantee, string>> = {
  none: 'No effect',
  exactly_once: 'Exactly once',
  at_least_once: 'At least once',
};

/** The promise in a sentence. */
export const PROMISE_SENTENCE: Readonly<Record<Guarantee, string>> = {
  none: 'Changes nothing outside the run, so it can be repeated freely.',
  exactly_once: 'Its change and the record of it are saved together: it happens exactly once in a run, whatever breaks.',
  at_least_once:
    'Acts on another service or database: it happens at least once, with the same key each time in a run by which that can tell.',
};
