import { expect, it } from 'vitest';

import type { Problem } from './api';
import { EMPTY_DEFINITION, PLAIN_SETTINGS } from './definition/model';
import { inCanvasWords, problemDetail, problemsOfNode, problemsOfPort, problemSummary, problemText } from './problems';

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

it('leaves out the name that stands on the card already', () => {
  expect(problemSummary([{ ...problem('list', 'x'), message: "“Cheap ones” needs 'x'." }])).toBe("Needs 'x'.");
});

it('says everything where there is room', () => {
  expect(problemDetail([])).toBeNull();
  expect(problemDetail([problem('list', 'limit', 'Give a number.'), problem('list', 'skip')])).toBe(
    'limit is wrong. Give a number.\nskip is wrong.',
  );
});

it('calls a node by its name on the canvas, and leaves what somebody wrote', () => {
  const node = {
    id: 'list',
    type: 'ProductListNode',
    name: 'Cheap ones',
    parameters: {},
    settings: PLAIN_SETTINGS,
    position: { x: 0, y: 0 },
  };
  const about = (message: string, remedy: string) =>
    inCanvasWords([{ ...problem('list', 'x', remedy), message }], { ...EMPTY_DEFINITION, nodes: [node] })[0];
  expect(about("ProductListNode has no input 'x'.", 'Put a TransformNode between them.')).toMatchObject({
    message: "“Cheap ones” has no input 'x'.",
    remedy: 'Put a Transform node between them.',
  });
  expect(about("There is no node type 'ProductLstNode'.", '')?.message).toBe("There is no node type 'ProductLstNode'.");
});

it('says the remedy after the problem', () => {
  expect(problemText(problem('list', 'limit', 'Give a number.'))).toBe('limit is wrong. Give a number.');
});
