import { Button } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';

export function NewWorkflowButton({ onClick }: { readonly onClick: () => void }) {
  return (
    <Button leftSection={<PlusIcon />} onClick={onClick}>
      New workflow
    </Button>
  );
}
