import { describe, expect, it } from 'vitest';

import { failedNode } from './failedNode';

const error = { code: 'timeout', message: 'The run took too long.', remedy: '', port: null, node_type: '' };

describe('failedNode', () => {
  it('names the node that a run failed for', () => {
    expect(failedNode({ error: { ...error, node: 'read' } })).toBe('read');
  });

  it('names none where the run failed as a whole, or not at all', () => {
    expect(failedNode({ error: { ...error, node: '' } })).toBeNull();
    expect(failedNode({ error: null })).toBeNull();
  });
});
