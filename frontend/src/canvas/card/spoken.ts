import type { NodeType } from '../../domain/api';
import { nodeLabel, type Node } from '../../domain/definition/model';
import type { NodeRunState } from '../../domain/run/state';
import { formatDuration } from '../../ui/numbers/duration';

/** What a screen reader says of a card: "create, Product create, succeeded, 14 ms". */
export function spokenCard(node: Node, type: NodeType | undefined, state: NodeRunState | undefined, problem: string | null): string {
  return [
    nodeLabel(node),
    type?.title ?? `unknown node type ${node.type}`,
    node.settings.enabled ? null : 'switched off',
    state?.status,
    state?.reused ? 'not run again' : null,
    state?.durationMs == null ? null : formatDuration(state.durationMs),
    state?.error?.message ?? problem,
  ]
    .filter(Boolean)
    .join(', ');
}
