import { DownloadIcon, LightningBoltIcon, Link2Icon, MagicWandIcon, MixIcon, Pencil1Icon, StackIcon } from '@radix-ui/react-icons';

import type { NodeKind } from '../../api/types';
import { kindColor } from './kinds';

const ICONS = {
  read: DownloadIcon,
  write: Pencil1Icon,
  bulk: StackIcon,
  flow: MixIcon,
  ai: MagicWandIcon,
  integration: Link2Icon,
  trigger: LightningBoltIcon,
} as const satisfies Record<NodeKind, typeof MixIcon>;

interface Properties {
  readonly kind: NodeKind;
  readonly size?: number;
}

/** The sign of a kind of node, in its accent. */
export function KindIcon({ kind, size = 15 }: Properties) {
  const Icon = ICONS[kind];
  return <Icon width={size} height={size} color={kindColor(kind)} aria-hidden />;
}
