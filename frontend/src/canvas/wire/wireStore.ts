import { create } from 'zustand';

import type { WireEnd } from '../../domain/ports/targets';

interface WireInHand {
  /** Where the wire that is being drawn begins; null while none is. */
  readonly from: WireEnd | null;
  /** The keys of the ports that it may go to. */
  readonly open: ReadonlySet<string>;
}

/** The wire in a person's hand, so that each port can tell whether it would take it. */
export const useWireInHand = create<WireInHand>()(() => ({ from: null, open: new Set<string>() }));

export function dropWire(): void {
  useWireInHand.setState({ from: null, open: new Set() });
}
