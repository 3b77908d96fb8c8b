import { PlusIcon } from '@radix-ui/react-icons';

import { EditorButton } from '../../ui/permission/EditorButton';

export function NewWorkflowButton({ onClick }: { readonly onClick: () => void }) {
  return (
    <EditorButton leftSection={<PlusIcon />} onClick={onClick}>
      New workflow
    </EditorButton>
  );
}
