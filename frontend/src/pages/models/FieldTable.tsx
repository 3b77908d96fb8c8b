import { Link } from 'react-router';

import type { Model, ModelField } from '../../api/types';
import { Badge } from '../../ui/layout/Badge';
import { PortGlyph } from '../../ui/ports/PortGlyph';
import classes from './models.module.css';

/** The columns of a model with their types, and the filters that it names. */
export function FieldTable({ model }: { readonly model: Model }) {
  return (
    <table className={classes.fields}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Type</th>
          <th scope="col">Notes</th>
        </tr>
      </thead>
      <tbody>
        {model.fields.map((field) => (
          <FieldRow key={field.name} field={field} owner={model.label} />
        ))}
        {model.filters.map((filter) => (
          <tr key={filter.name}>
            <td>
              <code className="mono">{filter.name}</code>
            </td>
            <td className="muted">filter</td>
            <td className="muted">
              {filter.kind} of <code className="mono">{filter.field}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FieldRow({ field, owner }: { readonly field: ModelField; readonly owner: string }) {
  const { model } = field.type;
  return (
    <tr>
      <td>
        <code className="mono">{field.name}</code>
      </td>
      <td>
        <span className={classes.type}>
          <PortGlyph kind={field.type.kind} />
          {field.type.kind === 'row' ? field.type.label : field.type.kind}
          {model !== null && model !== owner ? (
            <Link to={`?model=${model}`} className={classes.user} title={`Points to ${field.type.label}`}>
              {field.type.label}
            </Link>
          ) : null}
        </span>
      </td>
      <td>
        <span className={classes.notes}>
          {field.nullable ? <Badge>may be empty</Badge> : null}
          {field.choices ? <span className="muted">{field.choices.map((choice) => choice[1]).join(', ')}</span> : null}
          <span className="muted">{field.help_text}</span>
        </span>
      </td>
    </tr>
  );
}
