import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';

import type { WorkflowSummary } from '../../api/types';
import { useWorkflow, useWorkflows } from '../../api/workflows';
import { workflowChoices } from './workflowChoices';

const PAUSE = 200;

interface Properties extends Omit<SelectProps, 'data' | 'value' | 'onChange' | 'searchValue' | 'onSearchChange'> {
  /** The id of the chosen workflow; "" for none. */
  readonly value: string;
  readonly onChange: (workflow: string) => void;
  readonly labelOf?: (workflow: WorkflowSummary) => string;
}

const nameOf = (workflow: WorkflowSummary) => workflow.name;

/** One workflow out of however many there are: the server looks for what is typed. */
export function WorkflowSelect({ value, onChange, labelOf = nameOf, ...select }: Properties) {
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text, PAUSE);
  const { data: chosen } = useWorkflow(value === '' ? null : Number(value));
  // The field holds the chosen one's label while nobody types: that is no search.
  const isTyping = search !== '' && (!chosen || search !== labelOf(chosen));
  const { data } = useWorkflows(isTyping ? { search } : {});
  return (
    <Select
      {...select}
      searchable
      data={workflowChoices(data?.results ?? [], chosen, labelOf)}
      filter={({ options }) => options}
      nothingFoundMessage="No workflow of that name"
      value={value || null}
      onChange={(workflow) => onChange(workflow ?? '')}
      searchValue={text}
      onSearchChange={setText}
    />
  );
}
