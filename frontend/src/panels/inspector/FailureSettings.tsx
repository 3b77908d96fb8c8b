import { Select } from '@mantine/core';

import type { NodeSettings, OnError } from '../../domain/definition/model';
import classes from './inspector.module.css';
import { RetrySettings } from './RetrySettings';
import { TimeLimit } from './TimeLimit';

interface Properties {
  readonly settings: NodeSettings;
  readonly readOnly: boolean;
  readonly set: (settings: Partial<NodeSettings>, key: string) => void;
  readonly seal: () => void;
}

const CHOICES: readonly { value: OnError; label: string; words: string }[] = [
  { value: 'stop', label: 'Stop the run', words: 'The run fails, and what needs this node is skipped.' },
  { value: 'continue', label: 'Go on without it', words: 'What needs this node runs with what its form says, or with nothing.' },
  {
    value: 'output',
    label: 'Go on at an error output',
    words: 'The node gets an output “error”: what hangs on it runs, the rest is skipped.',
  },
];

/** How often the node is tried, how long a try may take, and what its failure means for the run. */
export function FailureSettings({ settings, readOnly, set, seal }: Properties) {
  return (
    <fieldset className={classes.group}>
      <legend className={classes.heading}>When it fails</legend>
      <RetrySettings retry={settings.retry} readOnly={readOnly} set={(retry) => set({ retry }, 'retry')} seal={seal} />
      <TimeLimit
        label="Longest time for a try"
        value={settings.timeout}
        disabled={readOnly}
        onChange={(timeout) => set({ timeout }, 'timeout')}
        onBlur={seal}
      />
      <Select
        size="xs"
        label="After the last try"
        description={CHOICES.find(({ value }) => value === settings.on_error)?.words}
        classNames={{ description: classes.words ?? '' }}
        inputWrapperOrder={['label', 'input', 'description']}
        data={CHOICES.map(({ value, label }) => ({ value, label }))}
        allowDeselect={false}
        value={settings.on_error}
        disabled={readOnly}
        onChange={(on_error) => on_error && set({ on_error }, 'on_error')}
      />
    </fieldset>
  );
}
