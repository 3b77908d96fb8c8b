import { beforeEach, describe, expect, it, vi } from 'vitest';

import { Autosave, type Saved, type SaveOutcome, type SaveState } from './autosave';

const draft = (number: number, saved_by = 'ann'): Saved => ({ number, saved_by, saved_at: '2026-11-24T06:00:00Z' });

let answers: ((document: string, expected: number) => SaveOutcome<Saved> | Promise<SaveOutcome<Saved>>)[];
let sent: [string, number][];
let states: SaveState<Saved>[];
let autosave: Autosave<string, Saved>;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  answers = [];
  sent = [];
  states = [];
  autosave = new Autosave<string, Saved>({
    draft: draft(7),
    save: async (document, expected) => {
      sent.push([document, expected]);
      return answers.shift()?.(document, expected) ?? { kind: 'saved', draft: draft(expected + 1) };
    },
    onState: (state) => states.push(state),
  });
});

const phases = () => states.map((state) => state.phase);

describe('autosave', () => {
  it('saves the newest document 1.5 s after the last change', async () => {
    autosave.changed('one');
    await vi.advanceTimersByTimeAsync(1000);
    autosave.changed('two');
    await vi.advanceTimersByTimeAsync(1499);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([['two', 7]]);
    expect(phases()).toEqual(['waiting', 'waiting', 'saving', 'saved']);
    expect(autosave.hasUnsaved).toBe(false);
  });

  it('saves 5 s after the first change however long the typing goes on', async () => {
    for (let at = 0; at < 5000; at += 500) {
      autosave.changed(`at ${at}`);
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(sent).toEqual([['at 4500', 7]]);
  });

  it('saves over the number that the server gave last', async () => {
    autosave.changed('one');
    await autosave.flush();
    autosave.changed('two');
    await autosave.flush();
    expect(sent).toEqual([
      ['one', 7],
      ['two', 8],
    ]);
  });

  it('keeps a change that comes while it is saving, and saves it next', async () => {
    let answer: (outcome: SaveOutcome<Saved>) => void = () => undefined;
    answers.push(() => new Promise((resolve) => (answer = resolve)));
    autosave.changed('one');
    const first = autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    autosave.changed('two');
    answer({ kind: 'saved', draft: draft(8) });
    await first;
    expect(autosave.hasUnsaved).toBe(true);
    await vi.advanceTimersByTimeAsync(1500);
    expect(sent).toEqual([
      ['one', 7],
      ['two', 8],
    ]);
    expect(states.at(-1)).toEqual({ phase: 'saved', draft: draft(9) });
  });

  it('says why it could not save, and tries again by itself', async () => {
    answers.push(() => ({ kind: 'failed', message: 'The server cannot be reached.', retry: true }));
    autosave.changed('one');
    await autosave.flush();
    expect(states.at(-1)).toEqual({ phase: 'failed', message: 'The server cannot be reached.' });
    expect(autosave.hasUnsaved).toBe(true);
    await vi.advanceTimersByTimeAsync(2000);
    expect(states.at(-1)).toEqual({ phase: 'saved', draft: draft(8) });
  });

  it('does not repeat what the server refuses for good', async () => {
    answers.push(() => ({ kind: 'failed', message: 'Too large.', retry: false }));
    autosave.changed('one');
    await autosave.flush();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
  });
});

describe('a conflict', () => {
  beforeEach(async () => {
    answers.push(() => ({ kind: 'conflict', theirs: draft(12, 'bob') }));
    autosave.changed('mine');
    await autosave.flush();
  });

  it('names who saved, and nothing is sent until the person has chosen', async () => {
    expect(states.at(-1)).toEqual({ phase: 'conflict', theirs: draft(12, 'bob') });
    autosave.changed('mine, and more');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toEqual([['mine', 7]]);
    expect(autosave.hasUnsaved).toBe(true);
  });

  it('settled by keeping mine saves the newest of mine over theirs', async () => {
    autosave.changed('mine, and more');
    await autosave.keepMine();
    expect(sent.at(-1)).toEqual(['mine, and more', 12]);
    expect(states.at(-1)).toEqual({ phase: 'saved', draft: draft(13) });
  });

  it('settled by taking theirs drops mine and goes on from theirs', async () => {
    expect(autosave.takeTheirs()).toEqual(draft(12, 'bob'));
    expect(autosave.hasUnsaved).toBe(false);
    autosave.changed('after');
    await autosave.flush();
    expect(sent.at(-1)).toEqual(['after', 12]);
  });
});
