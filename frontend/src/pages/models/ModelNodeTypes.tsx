import { useNodeTypes } from '../../api/nodeTypes';
import { KindIcon } from '../../ui/kind/KindIcon';
import classes from './models.module.css';

/** What can be placed on a canvas for the model. */
export function ModelNodeTypes({ names }: { readonly names: readonly string[] }) {
  const { data } = useNodeTypes();
  const known = new Map((data ?? []).map((type) => [type.name, type]));
  return (
    <ul className={classes.nodeTypes}>
      {names.map((name) => {
        const type = known.get(name);
        return (
          <li key={name} className={classes.nodeType} title={type?.description}>
            {type ? <KindIcon kind={type.kind} /> : null}
            <span className={classes.nodeTitle}>{type?.title ?? name}</span>
            <code className={`mono ${classes.nodeName ?? ''}`}>{name}</code>
          </li>
        );
      })}
    </ul>
  );
}
