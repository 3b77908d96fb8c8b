import { useId, useState } from 'react';

import type { Json, Model, Problem } from '../../domain/api';
import { removeConnections, setParameter } from '../../domain/definition/edits';
import { feedsOf } from '../../domain/definition/graph';
import { isExpression, type Node } from '../../domain/definition/model';
import type { FormField } from '../../domain/form/field';
import type { NodeTypes } from '../../domain/ports/judgement';
import { problemText } from '../../domain/problems';
import { useEditor } from '../../store/editorStore';
import { ConnectionControl } from './ConnectionControl';
import { FeedList } from './FeedList';
import { ExpressionControl } from './ExpressionControl';
import { FieldFrame } from './FieldFrame';
import type { Mode } from './ModeSwitch';
import { ValueControl } from './ValueControl';

interface Properties {
  readonly node: Node;
  readonly field: FormField;
  readonly types: NodeTypes;
  readonly model: Model | null;
  readonly problems: readonly Problem[];
  readonly disabled: boolean;
}

/** One parameter: its value, the output that feeds it, or the expression that computes it. */
export function ParameterField({ node, field, types, model, problems, disabled }: Properties) {
  const id = useId();
  const definition = useEditor((editor) => editor.definition);
  const feeds = feedsOf(definition, node.id, field.name);
  const value = node.parameters[field.name];
  const [wanted, setWanted] = useState<Mode | null>(null);
  const mode = wanted ?? modeOf(value, feeds.length);
  const set = (next: Json | undefined) => setValue(node.id, field.name, next);
  const common = { id, describedBy: `${id}-help`, invalid: problems.length > 0, disabled, onBlur: () => useEditor.getState().seal() };
  const change = (next: Mode) => {
    setWanted(next);
    // What feeds a place below the parameter goes together with a value, not with an expression for the whole.
    const replaced = next === 'connection' ? [] : feeds.filter((wire) => next === 'expression' || wire.input === field.name);
    if (replaced.length > 0) useEditor.getState().edit(removeConnections(replaced), { label: `Disconnect ${field.name}` });
    if (next === 'value' && isExpression(value)) set(undefined);
    if (next === 'expression' && !isExpression(value)) set({ $expression: '' });
  };
  return (
    <FieldFrame id={id} field={field} mode={mode} disabled={disabled} message={problems.map(problemText).join(' ')} onMode={change}>
      {mode === 'connection' ? <ConnectionControl {...common} node={node.id} input={field.name} feeds={feeds} types={types} /> : null}
      {mode === 'expression' ? (
        <ExpressionControl
          {...common}
          text={isExpression(value) ? value.$expression : ''}
          onChange={(text) => set({ $expression: text })}
        />
      ) : null}
      {mode === 'value' ? (
        <>
          <ValueControl {...common} field={field} value={value} onChange={set} model={model} />
          <FeedList feeds={feeds} disabled={disabled} />
        </>
      ) : null}
    </FieldFrame>
  );
}

function modeOf(value: Json | undefined, feeds: number): Mode {
  if (isExpression(value)) return 'expression';
  return feeds > 0 && value === undefined ? 'connection' : 'value';
}

function setValue(node: string, name: string, value: Json | undefined): void {
  const { definition, edit } = useEditor.getState();
  edit(setParameter(definition, node, name, value), { label: `Change ${node}.${name}`, key: `parameter:${node}:${name}` });
}
