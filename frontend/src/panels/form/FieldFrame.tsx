import type { ReactNode } from 'react';

import type { FormField } from '../../domain/form/field';
import { PortGlyph } from '../../ui/ports/PortGlyph';
import classes from './form.module.css';
import { ModeSwitch, type Mode } from './ModeSwitch';

interface Properties {
  readonly id: string;
  readonly field: FormField;
  readonly mode: Mode;
  readonly disabled: boolean;
  /** What is wrong with the value; empty where nothing is. */
  readonly message: string;
  readonly onMode: (mode: Mode) => void;
  readonly children: ReactNode;
}

/** Name, type and help of a parameter around its control, and what is wrong with it beneath. */
export function FieldFrame({ id, field, mode, disabled, message, onMode, children }: Properties) {
  return (
    <div className={classes.field} data-mode={mode} data-port={field.name}>
      <div className={classes.head}>
        {field.port ? <PortGlyph kind={field.port.type.kind} /> : null}
        <FieldName id={id} field={field} isGroup={mode === 'value' && field.control === 'filter'} />
        {field.port ? <ModeSwitch mode={mode} field={field.title} disabled={disabled} onChange={onMode} /> : null}
      </div>
      {children}
      <div id={`${id}-help`} className={classes.help} data-problem={message !== '' || undefined}>
        {message || field.description}
      </div>
    </div>
  );
}

interface NameProperties {
  readonly id: string;
  readonly field: FormField;
  /** Whether the control is a group of several, which is named by this text; a label belongs to one control. */
  readonly isGroup: boolean;
}

function FieldName({ id, field, isGroup }: NameProperties) {
  const Name = isGroup ? 'span' : 'label';
  return (
    <Name
      id={`${id}-label`}
      htmlFor={isGroup ? undefined : id}
      className={classes.label}
      title={`${field.name}: ${field.port?.type.label ?? field.control}`}
    >
      {field.title}
      {field.required ? (
        <span className={classes.required} title="Required">
          *
        </span>
      ) : null}
    </Name>
  );
}
