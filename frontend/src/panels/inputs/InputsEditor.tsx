import { Button } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';

import { setInputs } from '../../domain/definition/edits';
import { freshInput } from '../../domain/definition/inputs';
import type { Input } from '../../domain/definition/model';
import { useEditor } from '../../store/editorStore';
import { InputEditor } from './InputEditor';
import classes from './inputs.module.css';

/** What whoever starts a run supplies. */
export function InputsEditor({ readOnly }: { readonly readOnly: boolean }) {
  const inputs = useEditor((editor) => editor.definition.inputs);
  const set = (next: readonly Input[], label: string, key?: string) =>
    useEditor.getState().edit(setInputs(next), key ? { label, key } : { label });
  return (
    <div className={classes.inputs}>
      {inputs.length === 0 ? <p className={classes.none}>A run of this workflow asks for nothing.</p> : null}
      {inputs.map((input, index) => (
        <InputEditor
          key={index}
          input={input}
          readOnly={readOnly}
          onChange={(next) =>
            set(
              inputs.map((other, at) => (at === index ? next : other)),
              `Change input ${input.name}`,
              `input:${index}`,
            )
          }
          onRemove={() =>
            set(
              inputs.filter((_, at) => at !== index),
              `Remove input ${input.name}`,
            )
          }
        />
      ))}
      {readOnly ? null : (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<PlusIcon />}
          onClick={() => set([...inputs, freshInput(inputs)], 'Add input')}
        >
          Add input
        </Button>
      )}
    </div>
  );
}
