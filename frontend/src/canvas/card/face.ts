import type { NodeRunState } from '../../domain/run/state';
import type { CardData } from '../flow/cards';

/** What both faces of a card, near and distant, are drawn from. */
export interface FaceProperties {
  readonly data: CardData;
  readonly state: NodeRunState | undefined;
  readonly problem: string | null;
  readonly selected: boolean;
}
