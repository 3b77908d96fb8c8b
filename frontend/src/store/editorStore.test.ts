import { beforeEach, describe, expect, it, vi } from 'vitest';

import { addNode, moveNodes, renameNode, setParameter } from '../domain/definition/edits';
import { EMPTY_DEFINITION, PLAIN_SETTINGS, type Node } from '../domain/definition/model';
import { useEditor } from './editorStore';

const node: Node = {
  id: 'list',
  type: 'ProductListNode',
  name: '',
  parameters: {},
  settings: PLAIN_SETTINGS,
  position: { x: 0, y: 0 },
};
const editor = () => useEditor.getState();
const drawn = { ...EMPTY_DEFINITION, nodes: [node] };
const limit = () => editor().definition.nodes[0]?.parameters['limit'];

function typeLimit(value: number, key = 'parameter:list:limit'): void {
  editor().edit(setParameter(editor().definition, 'list', 'limit', value), { label: 'Change limit', key });
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  editor().open(drawn);
});

describe('undo and redo', () => {
  it('go 300 steps back to the first drawing and forth to the last', () => {
    for (let step = 1; step <= 300; step += 1) editor().edit(moveNodes({ list: { x: step, y: 0 } }), { label: `Move ${step}` });
    for (let step = 0; step < 300; step += 1) expect(editor().undo()?.label).toBe(`Move ${300 - step}`);
    expect(editor().definition).toEqual(drawn);
    expect(editor().undo()).toBeNull();
    for (let step = 0; step < 300; step += 1) editor().redo();
    expect(editor().definition.nodes[0]?.position).toEqual({ x: 300, y: 0 });
    expect(editor().redo()).toBeNull();
  });

  it('forget what was undone when something new is done', () => {
    typeLimit(5);
    editor().undo();
    editor().edit(renameNode(editor().definition, 'list', 'Find'), { label: 'Rename' });
    expect(editor().redo()).toBeNull();
    expect(editor().history.past).toHaveLength(1);
  });

  it('let go of chosen nodes that are no longer there', () => {
    editor().edit(addNode(drawn, { ...node, id: 'second' }), { label: 'Add' });
    editor().select(['list', 'second']);
    editor().undo();
    expect(editor().selection).toEqual(['list']);
  });
});

describe('typing', () => {
  it('in one field is one step, and undo returns to what was there before it', () => {
    for (const value of [5, 50, 500]) {
      typeLimit(value);
      vi.advanceTimersByTime(300);
    }
    expect(editor().history.past).toHaveLength(1);
    editor().undo();
    expect(editor().definition).toEqual(drawn);
    editor().redo();
    expect(limit()).toBe(500);
  });

  it('after a pause of more than a second is another step', () => {
    typeLimit(5);
    vi.advanceTimersByTime(1001);
    typeLimit(50);
    editor().undo();
    expect(limit()).toBe(5);
  });

  it('after the field was left is another step', () => {
    typeLimit(5);
    editor().seal();
    typeLimit(50);
    editor().undo();
    expect(limit()).toBe(5);
  });

  it('in another field is another step', () => {
    typeLimit(5);
    editor().edit(setParameter(editor().definition, 'list', 'offset', 1), { label: 'Change offset', key: 'parameter:list:offset' });
    expect(editor().history.past).toHaveLength(2);
  });
});

it('a canvas that is only looked at takes no edits', () => {
  editor().open(drawn, { readOnly: true });
  typeLimit(5);
  expect(editor().definition).toBe(drawn);
  expect(editor().revision).toBe(0);
});

it('an edit that changes nothing leaves no step and no revision', () => {
  editor().edit(moveNodes({ list: { x: 0, y: 0 } }), { label: 'Move' });
  expect([editor().history.past.length, editor().revision]).toEqual([0, 0]);
});
