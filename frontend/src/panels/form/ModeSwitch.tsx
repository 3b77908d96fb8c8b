import { SegmentedControl, Tooltip } from '@mantine/core';
import { Link2Icon, Pencil2Icon } from '@radix-ui/react-icons';
import type { ReactNode } from 'react';

import classes from './form.module.css';

export type Mode = 'value' | 'connection' | 'expression';

interface Properties {
  readonly mode: Mode;
  readonly field: string;
  readonly disabled: boolean;
  readonly onChange: (mode: Mode) => void;
}

/** Where a parameter's value comes from: typed here, from another node, or computed. */
export function ModeSwitch({ mode, field, disabled, onChange }: Properties) {
  return (
    <SegmentedControl<Mode>
      className={classes.mode ?? ''}
      size="xs"
      value={mode}
      disabled={disabled}
      aria-label={`Where ${field} comes from`}
      onChange={onChange}
      data={[
        { value: 'value', label: <Choice label="A value typed here">{<Pencil2Icon aria-label="Value" />}</Choice> },
        { value: 'connection', label: <Choice label="The output of another node">{<Link2Icon aria-label="Connection" />}</Choice> },
        { value: 'expression', label: <Choice label="Computed by an expression">{<span aria-label="Expression">ƒ</span>}</Choice> },
      ]}
    />
  );
}

function Choice({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <span className={classes.modeIcon}>{children}</span>
    </Tooltip>
  );
}
