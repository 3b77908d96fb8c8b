import { backoff } from './backoff';
import { readFrame, type ServerFrame } from './frames';

export interface RunListener {
  /** The last event that the listener has; a subscription goes on from there. */
  lastSeq: () => number;
  onFrame: (frame: ServerFrame) => void;
}

const PING_MS = 20_000;
/** The server closes with this code when nobody is signed in: trying again is no use until the page is loaded again. */
const NOT_SIGNED_IN = 4401;

/** One socket for all runs on the page. It comes back by itself, for ever, and asks for what was missed. */
export class RunSocket {
  #url: string;
  #socket: WebSocket | null = null;
  #listeners = new Map<number, Set<RunListener>>();
  #runList = new Set<(frame: ServerFrame) => void>();
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ping: ReturnType<typeof setInterval> | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Follow a run until the returned function is called. */
  follow(run: number, listener: RunListener): () => void {
    const listeners = this.#listeners.get(run) ?? new Set();
    this.#listeners.set(run, listeners.add(listener));
    this.#wake();
    this.resync(run);
    return () => this.#leave(run, listener);
  }

  /** Hear of every run of the tenant that changes, until the returned function is called. */
  followAll(onFrame: (frame: ServerFrame) => void): () => void {
    this.#runList.add(onFrame);
    this.#wake();
    this.#send({ type: 'subscribe_runs' });
    return () => {
      this.#runList.delete(onFrame);
      this.#closeWhenIdle();
    };
  }

  /** Ask again for what came after the last event that every listener of the run has. */
  resync(run: number): void {
    const listeners = [...(this.#listeners.get(run) ?? [])];
    if (listeners.length === 0) return;
    this.#send({ type: 'subscribe', run, after: Math.min(...listeners.map((listener) => listener.lastSeq())) });
  }

  #leave(run: number, listener: RunListener): void {
    const listeners = this.#listeners.get(run);
    listeners?.delete(listener);
    if (listeners?.size) return;
    this.#listeners.delete(run);
    this.#send({ type: 'unsubscribe', run });
    this.#closeWhenIdle();
  }

  #wake(): void {
    if (this.#socket || this.#timer) return;
    this.#connect();
  }

  #connect(): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener('open', () => this.#opened());
    socket.addEventListener('message', (message) => this.#heard(message.data));
    socket.addEventListener('close', (event) => this.#closed(socket, event.code));
  }

  #opened(): void {
    this.#tries = 0;
    if (this.#isIdle()) return this.#socket?.close();
    clearInterval(this.#ping);
    this.#ping = setInterval(() => this.#send({ type: 'ping' }), PING_MS);
    for (const run of this.#listeners.keys()) this.resync(run);
    if (this.#runList.size > 0) this.#send({ type: 'subscribe_runs' });
  }

  #heard(data: unknown): void {
    const frame = readFrame(data);
    if (!frame || frame.type === 'pong') return;
    if (frame.type === 'run_changed') for (const onFrame of [...this.#runList]) onFrame(frame);
    else if (frame.run !== undefined) for (const listener of [...(this.#listeners.get(frame.run) ?? [])]) listener.onFrame(frame);
  }

  #closed(socket: WebSocket, code: number): void {
    if (socket !== this.#socket) return;
    this.#socket = null;
    clearInterval(this.#ping);
    if (code === NOT_SIGNED_IN || this.#isIdle()) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#isIdle()) this.#connect();
    }, backoff(this.#tries));
    this.#tries += 1;
  }

  #closeWhenIdle(): void {
    // Wait a moment: a page that re-renders leaves and follows the same run again at once.
    setTimeout(() => {
      if (this.#isIdle() && this.isOpen) this.#socket?.close();
    }, 1000);
  }

  #isIdle(): boolean {
    return this.#listeners.size === 0 && this.#runList.size === 0;
  }

  #send(message: object): void {
    if (this.isOpen) this.#socket?.send(JSON.stringify(message));
  }
}
