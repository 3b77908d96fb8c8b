import { expect, it } from 'vitest';

import type { Problem } from './api';
import { problemsOfNode, problemsOfPort, problemSummary, problemText } from './problems';

const problem = (node: string | null, port: string | null, remedy = ''): Problem => ({
  code: 'invalid_parameter',
  message: `${port ?? 'It'} is wrong.`,
  remedy,
  node,
  port,
  connection: null,
});
const ALL = [problem('list', 'filter.price'), problem('list', 'limit'), problem('other', 'filter'), problem(null, null)];

it('finds the problems of a node and of one of its fields, those below the field too', () => {
  expect(problemsOfNode(ALL, 'list')).toEqual([ALL[0], ALL[1]]);
  expect(problemsOfPort(ALL, 'list', 'filter')).toEqual([ALL[0]]);
});

it('says one problem in words and several in number', () => {
  expect([problemSummary([]), problemSummary(ALL.slice(0, 1)), problemSummary(ALL)]).toEqual([
    null,
    'filter.price is wrong.',
    '4 problems',
  ]);
});

it('says the remedy after the problem', () => {
  expect(problemText(problem('list', 'limit', 'Give a number.'))).toBe('limit is wrong. Give a number.');
});
