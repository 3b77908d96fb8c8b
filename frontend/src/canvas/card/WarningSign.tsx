import { ExclamationTriangleIcon } from '@radix-ui/react-icons';

/** The sign of something that keeps a node from running. */
export function WarningSign({ size = 12 }: { readonly size?: number }) {
  return <ExclamationTriangleIcon width={size} height={size} color="var(--status-warning)" aria-hidden />;
}
