import { useState } from 'react';

import type { Workflow } from '../../../api/types';
import { useUpdateWorkflow } from '../../../api/workflows';
import { notifyError } from '../../../ui/layout/notify';
import classes from '../canvas-page.module.css';

/** The workflow's name; typing over it renames the workflow when one leaves the field. */
export function WorkflowName({ workflow, readOnly }: { readonly workflow: Workflow; readonly readOnly: boolean }) {
  const [name, setName] = useState(workflow.name);
  const update = useUpdateWorkflow();
  const save = () => {
    const wanted = name.trim();
    if (wanted === workflow.name) return;
    if (wanted === '') {
      setName(workflow.name);
      return;
    }
    const undo = (error: Error) => {
      setName(workflow.name);
      notifyError('The workflow was not renamed', error);
    };
    update.mutate({ id: workflow.id, name: wanted }, { onError: undo });
  };
  return (
    <span className={classes.nameBox} data-value={name}>
      <input
        className={classes.name}
        size={1}
        value={name}
        disabled={readOnly}
        aria-label="Name of the workflow"
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setName(workflow.name);
        }}
      />
    </span>
  );
}
