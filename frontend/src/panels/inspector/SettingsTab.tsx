import { Button, Switch, Textarea } from '@mantine/core';
import { TrashIcon } from '@radix-ui/react-icons';

import type { NodeType, Port } from '../../domain/api';
import { removeNodes, setNodeSettings } from '../../domain/definition/edits';
import type { Node } from '../../domain/definition/model';
import type { NodeTypes } from '../../domain/ports/judgement';
import { portsOf } from '../../domain/ports/node_ports';
import { useEditor } from '../../store/editorStore';
import { PortGlyph } from '../../ui/ports/PortGlyph';
import { PromiseSign } from '../../ui/promise/PromiseSign';
import { PROMISE_SENTENCE } from '../../ui/promise/words';
import { FailureSettings } from './FailureSettings';
import classes from './inspector.module.css';

interface Properties {
  readonly node: Node;
  readonly type: NodeType | undefined;
  readonly types: NodeTypes;
  readonly readOnly: boolean;
}

/** How the node runs, what its failure means, what it promises, and all its ports. */
export function SettingsTab({ node, type, types, readOnly }: Properties) {
  const definition = useEditor((editor) => editor.definition);
  const ports = portsOf(types.get(node.type), definition, node);
  const set = (settings: Partial<Node['settings']>, key: string) =>
    useEditor.getState().edit(setNodeSettings(definition, node.id, settings), { label: `Change ${node.id}`, key: `${key}:${node.id}` });
  const seal = () => useEditor.getState().seal();
  return (
    <div className={classes.stack}>
      <Switch
        label="Switched on"
        description="Switched off, it is skipped, and so is everything that needs what it gives."
        checked={node.settings.enabled}
        disabled={readOnly}
        onChange={(event) => set({ enabled: event.currentTarget.checked }, 'enabled')}
      />
      <Textarea
        label="Note"
        placeholder="What others should know about this node"
        autosize
        minRows={2}
        value={node.settings.note}
        disabled={readOnly}
        onBlur={seal}
        onChange={(event) => set({ note: event.currentTarget.value }, 'note')}
      />
      <FailureSettings settings={node.settings} readOnly={readOnly} set={set} seal={seal} />
      {type ? (
        <div className={classes.promise}>
          <PromiseSign promise={type.promise} />
          <p>{PROMISE_SENTENCE[type.promise]}</p>
        </div>
      ) : null}
      <PortList title="Inputs" ports={ports.inputs} />
      <PortList title="Outputs" ports={ports.outputs} />
      {readOnly ? null : (
        <Button
          variant="default"
          color="red"
          leftSection={<TrashIcon />}
          onClick={() => useEditor.getState().edit(removeNodes(definition, [node.id]), { label: `Delete ${node.id}` })}
        >
          Delete node
        </Button>
      )}
    </div>
  );
}

function PortList({ title, ports }: { readonly title: string; readonly ports: readonly Port[] }) {
  if (ports.length === 0) return null;
  return (
    <section>
      <h3 className={classes.heading}>{title}</h3>
      <ul className={classes.ports}>
        {ports.map((port) => (
          <li key={port.name} title={port.description}>
            <PortGlyph kind={port.type.kind} />
            <span>{port.name}</span>
            <span className={classes.portType}>{port.type.label}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
