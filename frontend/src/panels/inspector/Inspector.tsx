import { Tabs } from '@mantine/core';

import type { Model, NodeType } from '../../domain/api';
import { findNode, type Node } from '../../domain/definition/model';
import type { NodeTypes } from '../../domain/ports/judgement';
import { useEditor } from '../../store/editorStore';
import { useInspectorTab, type InspectorTab } from '../../store/inspectorStore';
import { NodeData } from '../data/NodeData';
import classes from './inspector.module.css';
import { InspectorHead } from './InspectorHead';
import { SettingsTab } from './SettingsTab';
import { ParametersTab } from './ParametersTab';
import { WorkflowTab } from './WorkflowTab';

interface Properties {
  readonly workflow: number;
  readonly types: NodeTypes;
  readonly models: readonly Model[];
  readonly run: number | null;
  readonly readOnly: boolean;
}

/** What is known of the chosen node, or of the workflow where none is chosen. */
export function Inspector({ workflow, types, models, run, readOnly }: Properties) {
  const selection = useEditor((editor) => editor.selection);
  const node = useEditor((editor) => (editor.selection.length === 1 ? findNode(editor.definition, editor.selection[0] ?? '') : undefined));
  if (!node) return <WorkflowTab workflow={workflow} count={selection.length} readOnly={readOnly} />;
  const type = types.get(node.type);
  const model = models.find((each) => each.label === type?.model) ?? null;
  return <NodeInspector key={node.id} node={node} type={type} types={types} model={model} run={run} readOnly={readOnly} />;
}

interface NodeProperties {
  readonly node: Node;
  readonly type: NodeType | undefined;
  readonly types: NodeTypes;
  readonly model: Model | null;
  readonly run: number | null;
  readonly readOnly: boolean;
}

function NodeInspector({ node, type, types, model, run, readOnly }: NodeProperties) {
  const { tab, setTab } = useInspectorTab();
  return (
    <>
      <InspectorHead node={node} type={type} readOnly={readOnly} />
      <Tabs
        color="var(--ink)"
        value={tab}
        onChange={(next) => next && setTab(next as InspectorTab)}
        className={classes.tabs ?? ''}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="parameters">Parameters</Tabs.Tab>
          <Tabs.Tab value="input">Input</Tabs.Tab>
          <Tabs.Tab value="output">Output</Tabs.Tab>
          <Tabs.Tab value="settings">Settings</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="parameters" className={classes.body ?? ''}>
          <ParametersTab node={node} type={type} types={types} model={model} readOnly={readOnly} />
        </Tabs.Panel>
        <Tabs.Panel value="input" className={classes.body ?? ''}>
          <NodeData run={run} node={node.id} side="input" />
        </Tabs.Panel>
        <Tabs.Panel value="output" className={classes.body ?? ''}>
          <NodeData run={run} node={node.id} side="output" />
        </Tabs.Panel>
        <Tabs.Panel value="settings" className={classes.body ?? ''}>
          <SettingsTab node={node} type={type} types={types} readOnly={readOnly} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
