import type { NodeType } from '../../domain/api';
import { renameNode } from '../../domain/definition/edits';
import type { Node } from '../../domain/definition/model';
import { useEditor } from '../../store/editorStore';
import { KindIcon } from '../../ui/kind/KindIcon';
import classes from './inspector.module.css';

interface Properties {
  readonly node: Node;
  readonly type: NodeType | undefined;
  readonly readOnly: boolean;
}

/** The node's name, which is changed by typing over it, and what it is. */
export function InspectorHead({ node, type, readOnly }: Properties) {
  const rename = (name: string) => {
    const { definition, edit } = useEditor.getState();
    edit(renameNode(definition, node.id, name), { label: `Rename ${node.id}`, key: `name:${node.id}` });
  };
  return (
    <header className={classes.head}>
      <KindIcon kind={type?.kind ?? 'flow'} size={18} />
      <div className={classes.names}>
        <input
          className={classes.name}
          value={node.name}
          placeholder={node.id}
          aria-label="Name of the node"
          disabled={readOnly}
          onChange={(event) => rename(event.currentTarget.value)}
          onBlur={() => useEditor.getState().seal()}
        />
        <span className={classes.type}>
          {type?.title ?? node.type}
          <code className={classes.id}>{node.id}</code>
        </span>
      </div>
    </header>
  );
}
