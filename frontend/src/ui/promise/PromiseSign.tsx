import { CheckCircledIcon, MinusCircledIcon, UpdateIcon } from '@radix-ui/react-icons';
import type { ReactElement } from 'react';

import classes from './promise.module.css';
import { PROMISE_SENTENCE, PROMISE_WORD, type Guarantee } from './words';

const SIGNS: Readonly<Record<Guarantee, ReactElement>> = {
  none: <MinusCircledIcon aria-hidden />,
  exactly_once: <CheckCircledIcon aria-hidden />,
  at_least_once: <UpdateIcon aria-hidden />,
};

/** Icon and words of what a node promises about its effect; the sentence on pointing at it. */
export function PromiseSign({ promise }: { readonly promise: Guarantee }) {
  return (
    <span className={classes.sign} title={PROMISE_SENTENCE[promise]}>
      {SIGNS[promise]}
      {PROMISE_WORD[promise]}
    </span>
  );
}
