import type { Input, InputType } from '../definition/model';
import type { Control } from './control';
import type { FormField } from './field';

const CONTROLS: Readonly<Record<InputType, Control>> = {
  text: 'text',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  json: 'json',
  any: 'json',
};

/** The field with which a person supplies an input of a run. */
export function inputField(input: Input): FormField {
  return {
    name: input.name,
    title: input.title || input.name,
    description: input.description,
    control: CONTROLS[input.type],
    required: input.required,
    nullable: !input.required,
    choices: [],
    default: input.default ?? undefined,
    minimum: undefined,
    maximum: undefined,
    port: undefined,
  };
}
