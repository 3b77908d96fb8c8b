import type { ComponentType } from 'react';

import type { Control } from '../../domain/form/control';
import { FilterControl } from '../filter/FilterControl';
import { ChoiceControl } from './controls/ChoiceControl';
import type { ControlProperties } from './controls/control';
import { DateTimeControl } from './controls/DateTimeControl';
import { JsonControl } from './controls/JsonControl';
import { ColumnsControl, TextListControl } from './controls/ListControls';
import { NumberControl } from './controls/NumberControl';
import { OrderControl } from './controls/OrderControl';
import { TextControl } from './controls/TextControl';

const CONTROLS: Record<Control, ComponentType<ControlProperties>> = {
  text: TextControl,
  long_text: TextControl,
  date: TextControl,
  datetime: DateTimeControl,
  number: NumberControl,
  integer: NumberControl,
  boolean: ChoiceControl,
  choice: ChoiceControl,
  json: JsonControl,
  text_list: TextListControl,
  columns: ColumnsControl,
  order_by: OrderControl,
  filter: FilterControl,
};

/** The control for a field's plain value. */
export function ValueControl(control: ControlProperties) {
  const Chosen = CONTROLS[control.field.control];
  return <Chosen {...control} />;
}
