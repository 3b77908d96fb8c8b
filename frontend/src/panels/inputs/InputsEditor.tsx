import { Button } from '@mantine/core';
import { PlusIcon } from '@radix-ui/react-icons';

import { setInputs } from '../../domain/definition/edits';
import { freshInput, renameInput } from '../../domain/definition/inputs';
import type { Input } from '../../domain/definition/model';
import { useEditor } from '../../store/editorStore';
import { InputEditor } from './InputEditor';
import classes from './inputs.module.css';

/** What whoever starts a run supplies. */
export function InputsEditor({ readOnly }: { readonly readOnly: boolean }) {
  const inputs = useEditor((editor) => editor.definition.inputs);
  return (
    <div className={classes.inputs}>
      {inputs.length === 0 ? <p className={classes.none}>A run of this workflow asks for nothing.</p> : null}
      {inputs.map((input, index) => (
        <InputEditor
          key={index}
          input={input}
          others={inputs.filter((other) => other !== input)}
          readOnly={readOnly}
          onChange={(next) => change(index, next)}
          onRename={(name) => rename(input.name, name)}
          onRemove={() => remove(index)}
        />
      ))}
      {readOnly ? null : (
        <Button variant="subtle" size="compact-sm" leftSection={<PlusIcon />} onClick={add}>
          Add input
        </Button>
      )}
    </div>
  );
}

function change(index: number, next: Input): void {
  const { definition, edit } = useEditor.getState();
  const inputs = definition.inputs.map((input, at) => (at === index ? next : input));
  edit(setInputs(inputs), { label: `Change input ${next.name}`, key: `input:${index}` });
}

function rename(old: string, name: string): void {
  const { definition, edit } = useEditor.getState();
  edit(renameInput(definition, old, name), { label: `Rename input ${old}` });
}

function remove(index: number): void {
  const { definition, edit } = useEditor.getState();
  edit(setInputs(definition.inputs.filter((_, at) => at !== index)), { label: `Remove input ${definition.inputs[index]?.name ?? ''}` });
}

function add(): void {
  const { definition, edit } = useEditor.getState();
  edit(setInputs([...definition.inputs, freshInput(definition.inputs)]), { label: 'Add input' });
}
