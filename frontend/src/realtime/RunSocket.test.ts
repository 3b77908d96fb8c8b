import { beforeEach, describe, expect, it, vi } from 'vitest';

import { backoff } from './backoff';
import { readFrame, type ServerFrame } from './frames';
import { RunSocket } from './RunSocket';

class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: unknown[] = [];
  constructor(readonly url: string) {
    super();
    FakeSocket.all.push(this);
  }
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(code = 1000): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  say(frame: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(frame) }));
  }
}

let heard: ServerFrame[];
let lastSeq: number;
let socket: RunSocket;
const latest = () => FakeSocket.all.at(-1) as FakeSocket;
const listener = { lastSeq: () => lastSeq, onFrame: (frame: ServerFrame) => void heard.push(frame) };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  FakeSocket.all = [];
  heard = [];
  lastSeq = 0;
  socket = new RunSocket('ws://here/ws/runs/');
});

describe('the socket of runs', () => {
  it('subscribes after the last event that the listener has', () => {
    lastSeq = 17;
    socket.follow(214, listener);
    latest().open();
    expect(latest().sent).toEqual([{ type: 'subscribe', run: 214, after: 17 }]);
  });

  it('comes back after it was lost, waits longer each time, and asks for what was missed', async () => {
    socket.follow(214, listener);
    latest().open();
    lastSeq = 5;
    latest().close(1006);
    await vi.advanceTimersByTimeAsync(249);
    expect(FakeSocket.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSocket.all).toHaveLength(2);
    latest().close(1006);
    await vi.advanceTimersByTimeAsync(500);
    expect(FakeSocket.all).toHaveLength(3);
    latest().open();
    expect(latest().sent).toEqual([{ type: 'subscribe', run: 214, after: 5 }]);
  });

  it('does not come back where nobody is signed in', async () => {
    socket.follow(214, listener);
    latest().close(4401);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it('hands frames to who follows that run, and none to who has left', () => {
    const leave = socket.follow(214, listener);
    latest().open();
    latest().say({ type: 'events', run: 214, events: [] });
    latest().say({ type: 'events', run: 215, events: [] });
    leave();
    latest().say({ type: 'events', run: 214, events: [] });
    expect(heard).toEqual([{ type: 'events', run: 214, events: [] }]);
    expect(latest().sent.at(-1)).toEqual({ type: 'unsubscribe', run: 214 });
  });

  it('closes a second after the last one has left', async () => {
    socket.follow(214, listener)();
    latest().open();
    await vi.advanceTimersByTimeAsync(1000);
    expect(latest().readyState).toBe(3);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it('hears of every run of the tenant when asked to', () => {
    const runs: ServerFrame[] = [];
    socket.followAll((frame) => runs.push(frame));
    latest().open();
    expect(latest().sent).toEqual([{ type: 'subscribe_runs' }]);
    latest().say({ type: 'run_changed', run: { id: 3 } });
    expect(runs).toEqual([{ type: 'run_changed', run: { id: 3 } }]);
  });
});

it('waits twice as long with each try, up to 15 s', () => {
  expect([0, 1, 2, 5, 6, 40].map((tries) => backoff(tries, () => 0.5))).toEqual([250, 500, 1000, 8000, 15_000, 15_000]);
  expect([backoff(0, () => 0), backoff(0, () => 1)]).toEqual([200, 300]);
});

it('takes what is no message for none', () => {
  expect([readFrame('{'), readFrame('1'), readFrame('{"a":1}')]).toEqual([null, null, null]);
});
