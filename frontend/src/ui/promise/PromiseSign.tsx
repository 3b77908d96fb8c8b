import { CheckCircledIcon, MinusCircledIcon, UpdateIcon } from '@radix-ui/react-icons';
import type { ReactElement } from 'react';

import classes from './promise.module.css';
import { PROMISE_SENTENCE, PROMISE_WORD, type Effect } from './words';

const SIGNS: Readonly<Record<Effect, ReactElement>> = {
  none: <MinusCircledIcon aria-hidden />,
  database: <CheckCircledIcon aria-hidden />,
  external: <UpdateIcon aria-hidden />,
};

/** Icon and words of what a node promises about its effect; the sentence on pointing at it. */
export function PromiseSign({ effect }: { readonly effect: Effect }) {
  return (
    <span className={classes.sign} title={PROMISE_SENTENCE[effect]}>
      {SIGNS[effect]}
      {PROMISE_WORD[effect]}
    </span>
  );
}
