import { create } from 'zustand';

import { announce } from '../../store/announcer';

interface Refusal {
  readonly message: string;
  /** Where the pointer was, in window pixels. */
  readonly at: { readonly x: number; readonly y: number };
}

const SHOWN_MS = 6000;
let timer: number | undefined;

/** Why the last connection was refused, while it is shown. */
export const useRefusal = create<{ readonly refusal: Refusal | null }>()(() => ({ refusal: null }));

/** Show a reason beside the pointer and say it. */
export function showRefusal(message: string, at: Refusal['at']): void {
  window.clearTimeout(timer);
  useRefusal.setState({ refusal: { message, at } });
  announce(message);
  timer = window.setTimeout(hideRefusal, SHOWN_MS);
}

export function hideRefusal(): void {
  useRefusal.setState({ refusal: null });
}
