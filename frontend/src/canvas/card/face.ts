import type { NodeRunState } from '../../domain/run/state';
import type { CardData } from '../flow/cards';

/** What both faces of a card, near and distant, are drawn from. */
export interface FaceProperties {
  readonly data: CardData;
  readonly state: NodeRunState | undefined;
  /** What is wrong with the node, on one line; null where nothing is. */
  readonly problem: string | null;
  /** The same in full. */
  readonly detail: string | null;
  readonly selected: boolean;
}
