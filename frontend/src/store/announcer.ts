import { create } from 'zustand';

interface Announcer {
  readonly message: string;
  /** Counts messages, so that the same one is read out again. */
  readonly count: number;
  announce: (message: string) => void;
}

/** What the page's live region says to people who do not see the change. */
export const useAnnouncer = create<Announcer>()((set) => ({
  message: '',
  count: 0,
  announce: (message) => set(({ count }) => ({ message, count: count + 1 })),
}));

export function announce(message: string): void {
  useAnnouncer.getState().announce(message);
}
