import { describe as suite, expect, it } from 'vitest';

import { describe } from './RunStrip';
import { stateWords } from './WorkflowState';

suite('describe', () => {
  it('says how a run went, how long it took and when', () => {
    const run = { id: 214, status: 'succeeded', queued_at: '2026-11-24T09:57:00Z', duration_ms: 1234 } as const;
    expect(describe(run, new Date('2026-11-24T10:00:00Z'))).toBe('Run 214 succeeded in 1.2 s, 3 min. ago');
  });
});

suite('stateWords', () => {
  it.each([
    [{ state: 'draft', published_version: null }, 'Draft'],
    [{ state: 'published', published_version: 3 }, 'Published v3'],
    [{ state: 'changed', published_version: 3 }, 'Draft changes'],
  ] as const)('says %j as %s', (workflow, words) => expect(stateWords(workflow)).toBe(words));
});
