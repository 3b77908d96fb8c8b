import { ActionIcon, Select } from '@mantine/core';
import { Cross2Icon } from '@radix-ui/react-icons';

import type { Model } from '../../domain/api';
import { isExpression } from '../../domain/definition/model';
import { OPERATOR_WORDS, OPERATORS, type FilterRow, type Operator } from '../../domain/filter/model';
import { operatorsFor, valueAfterEdit, valueAfterOperator, valueFor } from '../../domain/filter/values';
import classes from './filter.module.css';
import { FilterValue } from './FilterValue';

interface Properties {
  readonly model: Model;
  readonly row: FilterRow;
  readonly disabled: boolean;
  readonly onChange: (row: FilterRow | null) => void;
}

/** One condition: a column or a named filter of the model, an operator, a value. */
export function FilterRowEditor({ model, row, disabled, onChange }: Properties) {
  const named = model.filters.find((filter) => filter.name === row.field);
  const column = model.fields.find((field) => field.name === row.field);
  const offered = new Set<Operator>([...operatorsFor(column), row.operator]);
  const setField = (name: string | null) => {
    const next = model.fields.find((field) => field.name === name);
    if (name) onChange({ field: name, operator: '$eq', value: valueFor(next?.type.kind) });
  };
  return (
    <div className={classes.row}>
      <Select
        size="xs"
        className={classes.column ?? ''}
        data={[
          { group: 'Columns', items: [...new Set([...model.fields.map((field) => field.name), ...(column || named ? [] : [row.field])])] },
          { group: 'Filters of the model', items: model.filters.map((filter) => filter.name) },
        ]}
        value={row.field}
        searchable
        allowDeselect={false}
        disabled={disabled}
        comboboxProps={{ width: 200, position: 'bottom-start' }}
        aria-label="Column"
        onChange={setField}
      />
      {named ? null : (
        <Select
          size="xs"
          className={classes.operator ?? ''}
          data={OPERATORS.filter((operator) => offered.has(operator)).map((value) => ({ value, label: OPERATOR_WORDS[value] }))}
          value={row.operator}
          allowDeselect={false}
          disabled={disabled || isExpression(row.value)}
          comboboxProps={{ width: 180, position: 'bottom-start' }}
          aria-label={`Operator for ${row.field}`}
          onChange={(operator) => operator && onChange({ ...row, operator, value: valueAfterOperator(row.value, operator, row.operator) })}
        />
      )}
      <FilterValue
        row={row}
        column={column}
        isRange={named?.kind === 'range'}
        disabled={disabled}
        onChange={(value) => onChange({ ...row, value: valueAfterEdit(row.value, value) })}
      />
      <ActionIcon size={24} disabled={disabled} aria-label={`Remove the condition on ${row.field}`} onClick={() => onChange(null)}>
        <Cross2Icon />
      </ActionIcon>
    </div>
  );
}
