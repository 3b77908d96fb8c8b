import { ActionIcon } from '@mantine/core';
import { Cross2Icon } from '@radix-ui/react-icons';

import type { Connection } from '../../domain/definition/model';
import { choose, pathOf } from './feeding';
import classes from './form.module.css';

/** What feeds places below a parameter (`filter.category`), each with a way to disconnect it. */
export function FeedList({ feeds, disabled }: { readonly feeds: readonly Connection[]; readonly disabled: boolean }) {
  return feeds.map((wire) => (
    <span key={wire.input} className={classes.feed}>
      <code className="mono">{pathOf(wire)}</code>
      <span className="faint">→ {wire.input}</span>
      <ActionIcon size={20} disabled={disabled} aria-label={`Disconnect ${wire.input}`} onClick={() => choose(undefined, wire)}>
        <Cross2Icon />
      </ActionIcon>
    </span>
  ));
}
