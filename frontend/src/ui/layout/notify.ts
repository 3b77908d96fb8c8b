import { notifications } from '@mantine/notifications';

/** Says that something did not work, and why. */
export function notifyError(title: string, error: Error): void {
  notifications.show({ title, message: error.message, color: 'red', role: 'alert' });
}
