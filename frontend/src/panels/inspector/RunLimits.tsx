import { setSettings } from '../../domain/definition/edits';
import type { DefinitionSettings } from '../../domain/definition/model';
import { useEditor } from '../../store/editorStore';
import classes from './inspector.module.css';
import { NumberSetting } from './NumberSetting';
import { TimeLimit } from './TimeLimit';

/** What bounds a run of the workflow: its time, and how many of its nodes run at once. */
export function RunLimits({ readOnly }: { readonly readOnly: boolean }) {
  const settings = useEditor((editor) => editor.definition.settings);
  const seal = () => useEditor.getState().seal();
  const set = (changed: Partial<DefinitionSettings>, key: string) => {
    const { definition, edit } = useEditor.getState();
    edit(setSettings(definition, changed), { label: 'Change what bounds a run', key: `settings:${key}` });
  };
  return (
    <fieldset className={classes.group}>
      <legend className={classes.heading}>Bounds of a run</legend>
      <div className={classes.pair}>
        <TimeLimit
          label="Longest time"
          value={settings.timeout}
          disabled={readOnly}
          onChange={(timeout) => set({ timeout }, 'timeout')}
          onBlur={seal}
        />
        <NumberSetting
          label="Nodes at once"
          placeholder="As many as fit"
          min={1}
          value={settings.max_parallel}
          disabled={readOnly}
          onChange={(max_parallel) => set({ max_parallel }, 'max_parallel')}
          onBlur={seal}
        />
      </div>
    </fieldset>
  );
}
