import type { Json, Model } from '../../../domain/api';
import type { FormField } from '../../../domain/form/field';

/** What every control of a parameter is given. */
export interface ControlProperties {
  readonly id: string;
  readonly field: FormField;
  readonly value: Json | undefined;
  /** Set the value; undefined removes the parameter. */
  readonly onChange: (value: Json | undefined) => void;
  /** Called when the person leaves the control: what follows is another step for undo. */
  readonly onBlur: () => void;
  readonly describedBy: string;
  readonly invalid: boolean;
  readonly disabled: boolean;
  /** The model whose columns the node works on; null for nodes of no model. */
  readonly model: Model | null;
}

/** What an empty control says: the default that then holds, or nothing. */
export function placeholderOf(field: FormField): string {
  if (field.default === undefined || field.default === null || field.default === '') return '';
  return typeof field.default === 'object' ? '' : String(field.default);
}
