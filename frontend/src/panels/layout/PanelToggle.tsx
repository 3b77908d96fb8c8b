import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

import type { PanelSide } from '../../store/layoutStore';
import { usePanel } from './usePanel';

interface Properties {
  readonly side: PanelSide;
  readonly label: string;
  readonly children: ReactNode;
}

/** Opens and closes a panel. */
export function PanelToggle({ side, label, children }: Properties) {
  const { isOpen, toggle } = usePanel(side);
  return (
    <Tooltip label={`${isOpen ? 'Close' : 'Open'} ${label}`}>
      <ActionIcon aria-label={label} aria-pressed={isOpen} data-open={isOpen || undefined} onClick={toggle}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
