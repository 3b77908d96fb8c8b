import { useMutation } from '@tanstack/react-query';

import { isApiError } from '../../../api/ApiError';
import { useStartRun } from '../../../api/runs';
import type { Run } from '../../../api/types';
import type { JsonObject } from '../../../domain/api';
import { announce } from '../../../store/announcer';
import { useEditor } from '../../../store/editorStore';
import { useLayout } from '../../../store/layoutStore';
import { notifyError } from '../../../ui/layout/notify';
import type { DraftSession } from '../draft/useDraftSession';

export type RunStart = ReturnType<typeof useRunStart>;

/** Starts a run of the draft as it is drawn: what is unsaved is saved first. */
export function useRunStart(workflow: number, session: DraftSession, onStarted: (run: number) => void) {
  const start = useStartRun();
  return useMutation({
    mutationFn: async (inputs: JsonObject): Promise<Run> => {
      await session.flush();
      return start.mutateAsync({ workflow, source: 'draft', inputs });
    },
    onSuccess: (run) => {
      useLayout.getState().setOpen('runs', true);
      announce(`Run ${run.id} started.`);
      onStarted(run.id);
    },
    onError: (error) => {
      if (isApiError(error) && error.problems.length > 0) useEditor.getState().setProblems(error.problems);
      if (useEditor.getState().definition.inputs.length === 0) notifyError('The run was not started', error);
    },
  });
}
