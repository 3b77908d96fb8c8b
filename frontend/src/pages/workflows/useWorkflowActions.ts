import type { WorkflowSummary } from '../../api/types';
import { useDuplicateWorkflow, useUpdateWorkflow } from '../../api/workflows';
import { notifyError } from '../../ui/layout/notify';
import { notifyWithUndo } from '../../ui/layout/notifyWithUndo';

/** Duplicate, archive (which can be taken back) and restore. */
export function useWorkflowActions({ id, name }: WorkflowSummary) {
  const { mutate: copy } = useDuplicateWorkflow();
  const { mutate: update } = useUpdateWorkflow();
  const onError = (error: Error) => notifyError(`“${name}” was left as it was`, error);
  const restore = () => update({ id, archived: false }, { onError });
  return {
    duplicate: () => copy(id, { onError }),
    archive: () => update({ id, archived: true }, { onError, onSuccess: () => notifyWithUndo(`Archived “${name}”`, restore) }),
    restore,
  };
}
