import { useEditor } from '../../store/editorStore';
import { counted } from '../../ui/numbers/count';
import { InputsEditor } from '../inputs/InputsEditor';
import classes from './inspector.module.css';
import { QueueSettings } from './QueueSettings';
import { RunLimits } from './RunLimits';

interface Properties {
  readonly workflow: number;
  /** How many nodes are chosen: none, or several. */
  readonly count: number;
  readonly readOnly: boolean;
}

/** What holds for the whole workflow. */
export function WorkflowTab({ workflow, count, readOnly }: Properties) {
  const definition = useEditor((editor) => editor.definition);
  return (
    <div className={classes.body}>
      <header className={classes.workflowHead}>
        <h2 className={classes.title}>{count > 1 ? `${counted(count, 'node')} chosen` : 'Workflow'}</h2>
        <p className={classes.lead}>
          {counted(definition.nodes.length, 'node')}, {counted(definition.connections.length, 'connection')}.{' '}
          {count > 1 ? 'Drag to move them together, Delete removes them.' : 'Choose a node to see its parameters and what went through it.'}
        </p>
      </header>
      <h3 className={classes.heading}>Inputs of a run</h3>
      <InputsEditor readOnly={readOnly} />
      <div className={classes.below}>
        <RunLimits readOnly={readOnly} />
      </div>
      <div className={classes.below}>
        <QueueSettings key={workflow} workflow={workflow} readOnly={readOnly} />
      </div>
    </div>
  );
}
