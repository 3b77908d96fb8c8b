import { expect, it } from 'vitest';

import { NEW_NODE, newRun, type RunState } from './state';
import { timelineBars } from './timeline';

const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 6, 0, second)).toISOString();

it('lays the bars out from the first start to the end, in the order of starting', () => {
  const run: RunState = {
    ...newRun(1),
    status: 'running',
    startedAt: at(0),
    nodes: {
      later: { ...NEW_NODE, status: 'running', startedAt: at(2) },
      first: { ...NEW_NODE, status: 'succeeded', startedAt: at(0), finishedAt: at(1), durationMs: 1000 },
      waiting: NEW_NODE,
    },
  };
  const { bars, total } = timelineBars(run, ['first', 'waiting', 'later'], Date.parse(at(4)));
  expect(total).toBe(4000);
  expect(bars.map(({ node, start, length }) => [node, start, length])).toEqual([
    ['first', 0, 0.25],
    ['later', 0.5, 0.5],
    ['waiting', 0, 0],
  ]);
});
