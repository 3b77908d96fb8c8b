import { useEffect, useMemo, useRef, useState } from 'react';

import type { Draft } from '../../../api/types';
import { EMPTY_DEFINITION, type Definition } from '../../../domain/definition/model';
import { readDefinition } from '../../../domain/definition/reading';
import { announce } from '../../../store/announcer';
import { Autosave, type SaveState } from '../../../store/autosave';
import { useEditor } from '../../../store/editorStore';
import { forgetUnsaved, keepUnsaved } from '../../../store/unsaved';
import { sendDraft } from './sendDraft';

export interface DraftSession {
  readonly state: SaveState<Draft>;
  /** Save what is unsaved now; resolves when the server has answered. */
  readonly flush: () => Promise<void>;
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
  /** Go on from a draft that the server made, such as a restored version. */
  readonly adopt: (draft: Draft) => void;
}

/** Opens the draft in the editor, saves what is drawn, and keeps a copy in the browser until it is saved. */
export function useDraftSession(workflow: number, draft: Draft, readOnly: boolean): DraftSession {
  const [state, setState] = useState<SaveState<Draft>>({ phase: 'saved', draft });
  const autosave = useRef<Autosave<Definition, Draft>>(null);
  useEffect(() => {
    const session = new Autosave<Definition, Draft>({
      draft,
      save: (definition, expected) => sendDraft(workflow, definition, expected),
      onState: (next) => {
        setState(next);
        if (next.phase === 'saved') settle(workflow, next.draft);
        if (next.phase === 'conflict') announce(`${next.theirs.saved_by} has saved this workflow too. Choose whose drawing to keep.`);
      },
    });
    autosave.current = session;
    openDraft(draft, readOnly);
    const stopWatching = watchEdits(workflow, session);
    const onLeave = (event: BeforeUnloadEvent) => session.hasUnsaved && event.preventDefault();
    window.addEventListener('beforeunload', onLeave);
    return () => {
      stopWatching();
      window.removeEventListener('beforeunload', onLeave);
      void session.flush().finally(() => session.stop());
      useEditor.getState().open(EMPTY_DEFINITION);
    };
  }, [workflow, draft, readOnly]);
  return useMemo(
    () => ({
      state,
      flush: async () => autosave.current?.flush(),
      keepMine: () => void autosave.current?.keepMine(),
      takeTheirs: () => {
        const theirs = autosave.current?.takeTheirs();
        if (theirs) openDraft(theirs, readOnly);
      },
      adopt: (next) => {
        autosave.current?.adopt(next);
        openDraft(next, readOnly);
      },
    }),
    [state, readOnly],
  );
}

function openDraft(draft: Draft, readOnly: boolean): void {
  useEditor.getState().open(readDefinition(draft.definition), { readOnly, problems: draft.problems });
}

function settle(workflow: number, draft: Draft): void {
  forgetUnsaved(workflow);
  useEditor.getState().setProblems(draft.problems);
}

/** Hand every change of the definition to autosave and to the copy in the browser. */
function watchEdits(workflow: number, session: Autosave<Definition, Draft>): () => void {
  return useEditor.subscribe((now, before) => {
    if (now.revision === before.revision || now.revision === 0) return;
    session.changed(now.definition);
    keepUnsaved(workflow, { document: now.definition, number: session.number, at: new Date().toISOString() });
  });
}
