import { expect, it } from 'vitest';

import type { WorkflowSummary } from '../../api/types';
import { workflowChoices } from './workflowChoices';

const workflow = (id: number, name: string) => ({ id, name }) as WorkflowSummary;
const nameOf = ({ name }: WorkflowSummary) => name;

it('keeps the chosen workflow among the choices, once', () => {
  const [bulk, find] = [workflow(1, 'Bulk import'), workflow(2, 'Find candidates')];
  expect(workflowChoices([bulk, find], find, nameOf).map(({ value }) => value)).toEqual(['1', '2']);
  expect(workflowChoices([bulk], find, nameOf)).toEqual([
    { value: '1', label: 'Bulk import' },
    { value: '2', label: 'Find candidates' },
  ]);
  expect(workflowChoices([bulk], undefined, nameOf)).toEqual([{ value: '1', label: 'Bulk import' }]);
});
