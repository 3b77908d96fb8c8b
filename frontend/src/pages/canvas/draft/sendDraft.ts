import { isApiError } from '../../../api/ApiError';
import { saveDraft } from '../../../api/drafts';
import type { Draft } from '../../../api/types';
import type { Definition } from '../../../domain/definition/model';
import type { SaveOutcome } from '../../../store/autosave';

/** Save a definition over the draft of that number, and say how it went. */
export async function sendDraft(workflow: number, definition: Definition, expected: number): Promise<SaveOutcome<Draft>> {
  try {
    return { kind: 'saved', draft: await saveDraft(workflow, expected, definition) };
  } catch (error) {
    if (!isApiError(error)) throw error;
    if (error.status === 409 && error.current) return { kind: 'conflict', theirs: error.current as Draft };
    return { kind: 'failed', message: error.message, retry: error.status === 0 || error.status >= 500 };
  }
}
