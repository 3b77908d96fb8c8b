import { create } from 'zustand';

import type { Problem } from '../domain/api';
import { EMPTY_DEFINITION, type Definition } from '../domain/definition/model';
import { applyPatch, type Patch } from '../domain/definition/patch';
import { inCanvasWords } from '../domain/problems';
import { EMPTY_HISTORY, record, redone, sealed, undone, type History, type Step } from './history';

export interface EditorState {
  readonly definition: Definition;
  readonly history: History;
  /** Raised by every change, so that others can tell that there was one. */
  readonly revision: number;
  /** Ids of the chosen nodes. */
  readonly selection: readonly string[];
  readonly problems: readonly Problem[];
  readonly readOnly: boolean;
}

export interface EditOptions {
  label: string;
  /** Edits with the same key in quick succession are undone together. */
  key?: string;
}

interface EditorActions {
  open: (definition: Definition, options?: { readOnly?: boolean; problems?: readonly Problem[] }) => void;
  edit: (patch: Patch, options: EditOptions) => void;
  undo: () => Step | null;
  redo: () => Step | null;
  /** Let the next edit be a step of its own: called when a field loses focus. */
  seal: () => void;
  select: (ids: readonly string[]) => void;
  setProblems: (problems: readonly Problem[]) => void;
}

export type Editor = EditorState & EditorActions;

const CLOSED: EditorState = {
  definition: EMPTY_DEFINITION,
  history: EMPTY_HISTORY,
  revision: 0,
  selection: [],
  problems: [],
  readOnly: false,
};

export const useEditor = create<Editor>()((set, get) => ({
  ...CLOSED,
  open: (definition, { readOnly = false, problems = [] } = {}) =>
    set({ ...CLOSED, definition, readOnly, problems: inCanvasWords(problems, definition) }),
  edit: (patch, options) => set((state) => edited(state, patch, options)),
  undo: () => travel(get(), set, 'undo'),
  redo: () => travel(get(), set, 'redo'),
  seal: () => set((state) => ({ history: sealed(state.history) })),
  select: (ids) => set((state) => (sameIds(state.selection, ids) ? state : { selection: ids })),
  setProblems: (problems) => set(({ definition }) => ({ problems: inCanvasWords(problems, definition) })),
}));

function edited(state: EditorState, patch: Patch, { label, key }: EditOptions): Partial<EditorState> {
  if (state.readOnly) return {};
  const { definition, inverse } = applyPatch(state.definition, patch);
  if (inverse.length === 0) return {};
  const step = { label, patch, inverse, key: key ?? null, at: Date.now() };
  return { ...changedTo(state, definition), history: record(state.history, step) };
}

function travel(state: EditorState, set: (next: Partial<EditorState>) => void, way: 'undo' | 'redo'): Step | null {
  const moved = way === 'undo' ? undone(state.history) : redone(state.history);
  if (!moved || state.readOnly) return null;
  const [history, step] = moved;
  const { definition } = applyPatch(state.definition, way === 'undo' ? step.inverse : step.patch);
  set({ ...changedTo(state, definition), history });
  return step;
}

function changedTo(state: EditorState, definition: Definition): Partial<EditorState> {
  const ids = new Set(definition.nodes.map((node) => node.id));
  const selection = state.selection.filter((id) => ids.has(id));
  return {
    definition,
    revision: state.revision + 1,
    selection: selection.length === state.selection.length ? state.selection : selection,
  };
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
