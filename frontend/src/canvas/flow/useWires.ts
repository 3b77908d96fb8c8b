import type { EdgeChange } from '@xyflow/react';
import { useCallback, useMemo, useState } from 'react';

import type { Problem } from '../../domain/api';
import type { Definition } from '../../domain/definition/model';
import { drawWires, type WireEdge } from './wires';

/** The definition's connections as wires; which of them are chosen concerns the canvas alone. */
export function useWires(definition: Definition, problems: readonly Problem[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const wires = useMemo(() => drawWires(definition, problems), [definition, problems]);
  const edges = useMemo(() => wires.map((wire) => (chosen.has(wire.id) ? { ...wire, selected: true } : wire)), [wires, chosen]);
  const onEdgesChange = useCallback((changes: EdgeChange<WireEdge>[]) => {
    const picks = changes.filter((change) => change.type === 'select');
    if (picks.length > 0) setChosen((before) => withPicks(before, picks));
  }, []);
  return { edges, onEdgesChange };
}

function withPicks(before: ReadonlySet<string>, picks: readonly { id: string; selected: boolean }[]): ReadonlySet<string> {
  const chosen = new Set(before);
  for (const { id, selected } of picks) {
    if (selected) chosen.add(id);
    else chosen.delete(id);
  }
  return chosen;
}
