import type { NodeKind } from '../../api/types';

export const KIND_WORD: Readonly<Record<NodeKind, string>> = {
  read: 'Read',
  write: 'Write',
  bulk: 'Bulk',
  flow: 'Flow',
  ai: 'AI',
  integration: 'Integration',
  trigger: 'Trigger',
};

/** The accent of a kind of node: used for kinds and nothing else. */
export const kindColor = (kind: NodeKind): string => `var(--kind-${kind})`;
