import { Button } from '@mantine/core';
import { ChevronDownIcon } from '@radix-ui/react-icons';
import { useMemo, useState } from 'react';

import type { Model, NodeType } from '../../domain/api';
import { basePort, feedsOf } from '../../domain/definition/graph';
import type { Definition, Node } from '../../domain/definition/model';
import { formFields, type FormField } from '../../domain/form/field';
import type { NodeTypes } from '../../domain/ports/judgement';
import { INPUT_NODE } from '../../domain/ports/node_ports';
import { problemsOfNode, problemsOfPort } from '../../domain/problems';
import { useEditor } from '../../store/editorStore';
import { counted } from '../../ui/numbers/count';
import { ProblemList } from '../../ui/states/ProblemList';
import { ParameterField } from '../form/ParameterField';
import { InputsEditor } from '../inputs/InputsEditor';
import classes from './inspector.module.css';

interface Properties {
  readonly node: Node;
  readonly type: NodeType | undefined;
  readonly types: NodeTypes;
  readonly model: Model | null;
  readonly readOnly: boolean;
}

/** A short form is shown whole; of a long one the fields that are required or in use, the others on demand. */
const SHORT_FORM = 8;

/** The node's form, and what is wrong with it. */
export function ParametersTab({ node, type, types, model, readOnly }: Properties) {
  const problems = useEditor((editor) => editor.problems);
  const definition = useEditor((editor) => editor.definition);
  const fields = useMemo(() => (type ? formFields(type) : []), [type]);
  const [isWhole, setWhole] = useState(false);
  // A field that was shown once stays where it is while one works on the node.
  const [first] = useState(() => new Set(fields.filter((field) => isInUse(node, field, definition)).map((field) => field.name)));
  const names = new Set(fields.map((field) => field.name));
  const own = problemsOfNode(problems, node.id);
  const general = own.filter((problem) => problem.port === null || !names.has(basePort(problem.port)));
  const shown = fields.filter(
    (field) => isWhole || fields.length <= SHORT_FORM || first.has(field.name) || isInUse(node, field, definition),
  );
  const hidden = fields.length - shown.length;
  return (
    <>
      <ProblemList problems={general} />
      {type?.description ? <p className={classes.lead}>{type.description}</p> : null}
      {node.type === INPUT_NODE ? <InputsEditor readOnly={readOnly} /> : null}
      {shown.map((field) => (
        <ParameterField
          key={field.name}
          node={node}
          field={field}
          types={types}
          model={model}
          problems={problemsOfPort(own, node.id, field.name)}
          disabled={readOnly}
        />
      ))}
      {hidden > 0 ? (
        <Button variant="subtle" size="compact-sm" mt={8} leftSection={<ChevronDownIcon />} onClick={() => setWhole(true)}>
          Show {counted(hidden, 'more field')}
        </Button>
      ) : null}
    </>
  );
}

function isInUse(node: Node, field: FormField, definition: Definition): boolean {
  if (field.required || node.parameters[field.name] !== undefined) return true;
  return field.control === 'filter' || feedsOf(definition, node.id, field.name).length > 0;
}
