import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';

/** Says what was done, with a button that takes it back. */
export function notifyWithUndo(message: string, undo: () => void): void {
  const id = `undo-${Date.now()}`;
  const takeBack = () => {
    notifications.hide(id);
    undo();
  };
  notifications.show({
    id,
    withBorder: true,
    color: 'gray',
    message: (
      <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 12 }}>
        {message}
        <Button variant="default" onClick={takeBack}>
          Undo
        </Button>
      </span>
    ),
  });
}
