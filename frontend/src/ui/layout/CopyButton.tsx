import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { CheckIcon, CopyIcon } from '@radix-ui/react-icons';

interface Properties {
  readonly text: () => string;
  readonly label: string;
}

/** Copies a text that is only made when asked for. */
export function CopyButton({ text, label }: Properties) {
  const clipboard = useClipboard({ timeout: 1500 });
  return (
    <Tooltip label={clipboard.copied ? 'Copied' : label}>
      <ActionIcon size={24} aria-label={label} onClick={() => clipboard.copy(text())}>
        {clipboard.copied ? <CheckIcon /> : <CopyIcon />}
      </ActionIcon>
    </Tooltip>
  );
}
