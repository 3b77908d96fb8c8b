import { Select } from '@mantine/core';
import { useMemo } from 'react';

import type { Connection } from '../../domain/definition/model';
import { candidatesFor, type Candidate } from '../../domain/ports/candidates';
import type { NodeTypes } from '../../domain/ports/judgement';
import { useEditor } from '../../store/editorStore';
import { choose, pathOf } from './feeding';
import { FeedList } from './FeedList';
import classes from './form.module.css';

interface Properties {
  readonly id: string;
  readonly node: string;
  readonly input: string;
  readonly feeds: readonly Connection[];
  readonly types: NodeTypes;
  readonly describedBy: string;
  readonly disabled: boolean;
}

/** What feeds an input: chosen from the outputs that fit, so that a connection can be made without a mouse. */
export function ConnectionControl({ id, node, input, feeds, types, describedBy, disabled }: Properties) {
  const definition = useEditor((editor) => editor.definition);
  const feed = feeds.find((wire) => wire.input === input);
  const below = feeds.filter((wire) => wire !== feed);
  const choices = useMemo(() => candidatesFor(definition, types, node, input), [definition, types, node, input]);
  return (
    <div className={classes.feeds}>
      <FeedList feeds={below} disabled={disabled} />
      {below.length > 0 ? null : (
        <Select
          id={id}
          data={groupsOf(choices, feed)}
          value={feed ? pathOf(feed) : null}
          placeholder={choices.length > 0 ? 'Connect from …' : 'No output before this node fits'}
          searchable
          clearable
          disabled={disabled || (choices.length === 0 && !feed)}
          aria-describedby={describedBy}
          onChange={(path) => choose(choices.find((choice) => pathOf(choice.wire) === path)?.wire, feed)}
        />
      )}
    </div>
  );
}

function groupsOf(
  choices: readonly Candidate[],
  feed: Connection | undefined,
): { group: string; items: { value: string; label: string }[] }[] {
  const groups = new Map<string, { value: string; label: string }[]>();
  for (const { label, port, wire } of choices) {
    groups.set(label, [...(groups.get(label) ?? []), { value: pathOf(wire), label: `${wire.source}.${port.name}` }]);
  }
  if (feed && !choices.some((choice) => pathOf(choice.wire) === pathOf(feed))) {
    groups.set('Now', [{ value: pathOf(feed), label: pathOf(feed) }]);
  }
  return [...groups].map(([group, items]) => ({ group, items }));
}
