import { ActionIcon, Tooltip } from '@mantine/core';

import type { PanelSide } from '../../store/layoutStore';
import { PanelIcon } from './PanelIcon';
import { PANEL_KEYS, usePanel } from './usePanel';

interface Properties {
  readonly side: PanelSide;
  readonly label: string;
}

/** Opens and closes a panel. */
export function PanelToggle({ side, label }: Properties) {
  const { isOpen, toggle } = usePanel(side);
  const keys = PANEL_KEYS[side];
  return (
    <Tooltip label={`${isOpen ? 'Close' : 'Open'} ${label} (${keys})`}>
      <ActionIcon aria-label={label} aria-keyshortcuts={keys} aria-pressed={isOpen} data-open={isOpen || undefined} onClick={toggle}>
        <PanelIcon side={side} isOpen={isOpen} />
      </ActionIcon>
    </Tooltip>
  );
}
