import { Button, type ButtonProps, Tooltip } from '@mantine/core';

import { useMayEdit, VIEWER_REASON } from './useMayEdit';

interface Properties extends ButtonProps {
  readonly onClick: () => void;
}

/** A button for those who may change things. A viewer sees it greyed and, pointing at it or reaching it by keyboard, is told why. */
export function EditorButton({ onClick, ...button }: Properties) {
  const mayEdit = useMayEdit();
  if (mayEdit) return <Button {...button} onClick={onClick} />;
  return (
    <Tooltip label={VIEWER_REASON} multiline w={260} events={{ hover: true, focus: true, touch: true }}>
      <Button {...button} data-disabled aria-disabled />
    </Tooltip>
  );
}
