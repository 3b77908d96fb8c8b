import { createContext, useContext } from 'react';

import type { NodeTypes } from '../domain/ports/judgement';

/** What every card of one canvas shares. */
export interface Scene {
  readonly types: NodeTypes;
  /** The run whose statuses the cards show. */
  readonly run: number | null;
  readonly readOnly: boolean;
}

export const SceneContext = createContext<Scene>({ types: new Map(), run: null, readOnly: true });

export function useScene(): Scene {
  return useContext(SceneContext);
}
