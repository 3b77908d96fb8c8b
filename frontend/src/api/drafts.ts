import { call } from './client';
import type { Draft, Problem } from './types';

export const getDraft = (workflow: number, signal?: AbortSignal) => call<Draft>(`workflows/${workflow}/draft/`, signal ? { signal } : {});

/** Saves over draft `number`; a newer one on the server is an ApiError 409 that carries it as `current`. */
export const saveDraft = (workflow: number, number: number, definition: unknown) =>
  call<Draft>(`workflows/${workflow}/draft/`, { method: 'PUT', body: { definition }, ifMatch: number });

/** What is wrong with a definition, without saving it. */
export const compileDefinition = (definition: unknown, signal?: AbortSignal) =>
  call<{ problems: Problem[] }>('compile/', { method: 'POST', body: { definition }, ...(signal ? { signal } : {}) });
