/** Saves what changes: `delay` ms after the last change, `limit` ms after the first unsaved one at the latest. */

export const SAVE_DELAY = 1500;
export const SAVE_LIMIT = 5000;
const FIRST_RETRY = 2000;
const LAST_RETRY = 30_000;

/** What the server keeps: a document with a number that each save raises. */
export interface Saved {
  readonly number: number;
  readonly saved_at: string;
  readonly saved_by: string | null;
}

export type SaveState<S extends Saved> =
  | { readonly phase: 'saved'; readonly draft: S }
  | { readonly phase: 'waiting' }
  | { readonly phase: 'saving' }
  | { readonly phase: 'failed'; readonly message: string }
  | { readonly phase: 'conflict'; readonly theirs: S };

export type SaveOutcome<S extends Saved> =
  | { readonly kind: 'saved'; readonly draft: S }
  | { readonly kind: 'conflict'; readonly theirs: S }
  | { readonly kind: 'failed'; readonly message: string; readonly retry: boolean };

export interface AutosaveOptions<D, S extends Saved> {
  readonly draft: S;
  /** Sends the document as a successor of the draft with that number. */
  readonly save: (document: D, expected: number) => Promise<SaveOutcome<S>>;
  readonly onState: (state: SaveState<S>) => void;
}

export class Autosave<D, S extends Saved> {
  #options: AutosaveOptions<D, S>;
  #number: number;
  #unsaved: { document: D } | null = null;
  #firstChange: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flight: Promise<void> | null = null;
  #theirs: S | null = null;
  #retryAfter = FIRST_RETRY;

  constructor(options: AutosaveOptions<D, S>) {
    this.#options = options;
    this.#number = options.draft.number;
  }

  /** The number of the draft that the next save goes over. */
  get number(): number {
    return this.#number;
  }

  get hasUnsaved(): boolean {
    return this.#unsaved !== null || this.#flight !== null;
  }

  /** Take note of a change; the newest document is the one that is saved. */
  changed(document: D): void {
    this.#unsaved = { document };
    if (this.#theirs) return;
    const now = Date.now();
    this.#firstChange ??= now;
    if (!this.#flight) this.#options.onState({ phase: 'waiting' });
    this.#sendIn(Math.min(SAVE_DELAY, Math.max(this.#firstChange + SAVE_LIMIT - now, 0)));
  }

  /** Save now what is unsaved; resolves when the server has answered. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#flight;
    if (this.#unsaved && !this.#theirs) await this.#send();
  }

  /** Settle a conflict by saving ours over theirs. */
  async keepMine(): Promise<void> {
    if (!this.#theirs) return;
    this.#number = this.#theirs.number;
    this.#theirs = null;
    await this.flush();
  }

  /** Settle a conflict by dropping ours; returns theirs. */
  takeTheirs(): S | null {
    const theirs = this.#theirs;
    if (theirs) this.adopt(theirs);
    return theirs;
  }

  /** Go on from a draft that the server has saved by another way, such as restoring a version. */
  adopt(draft: S): void {
    clearTimeout(this.#timer);
    this.#theirs = null;
    this.#unsaved = null;
    this.#firstChange = null;
    this.#number = draft.number;
    this.#options.onState({ phase: 'saved', draft });
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #sendIn(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), delay);
  }

  #send(): Promise<void> {
    this.#flight = this.#exchange().finally(() => {
      this.#flight = null;
    });
    return this.#flight;
  }

  async #exchange(): Promise<void> {
    const sent = this.#unsaved;
    if (!sent) return;
    this.#firstChange = null;
    this.#options.onState({ phase: 'saving' });
    this.#settle(await this.#options.save(sent.document, this.#number), sent);
  }

  #settle(outcome: SaveOutcome<S>, sent: { document: D }): void {
    if (outcome.kind === 'saved') this.#accept(outcome.draft, sent);
    else if (outcome.kind === 'conflict') this.#dispute(outcome.theirs);
    else this.#fail(outcome);
  }

  #accept(draft: S, sent: { document: D }): void {
    this.#number = draft.number;
    this.#retryAfter = FIRST_RETRY;
    if (this.#unsaved === sent) this.#unsaved = null;
    this.#options.onState(this.#unsaved ? { phase: 'waiting' } : { phase: 'saved', draft });
  }

  #dispute(theirs: S): void {
    clearTimeout(this.#timer);
    this.#theirs = theirs;
    this.#options.onState({ phase: 'conflict', theirs });
  }

  #fail({ message, retry }: { message: string; retry: boolean }): void {
    this.#options.onState({ phase: 'failed', message });
    if (!retry) return;
    this.#sendIn(this.#retryAfter);
    this.#retryAfter = Math.min(this.#retryAfter * 2, LAST_RETRY);
  }
}
