import { useMe } from '../../api/me';

/** Said to viewers where others have a button. */
export const VIEWER_REASON = 'You are a viewer here: you may look, not change. An owner can make you an editor.';

/** Whether the person may change things; taken to be so until the server has said who they are. */
export function useMayEdit(): boolean {
  return useMe().data?.role !== 'viewer';
}
