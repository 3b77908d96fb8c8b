import { Button, SegmentedControl } from '@mantine/core';
import { CodeIcon, PlusIcon } from '@radix-ui/react-icons';
import { useState } from 'react';

import type { Model } from '../../domain/api';
import { filterOfRows, rowsOfFilter, type FilterRow, type FilterRows } from '../../domain/filter/model';
import type { ControlProperties } from '../form/controls/control';
import { JsonControl } from '../form/controls/JsonControl';
import { FilterRowEditor } from './FilterRowEditor';
import classes from './filter.module.css';
import { RowCount } from './RowCount';

/** Which rows: conditions that must all hold, or any of them; as JSON where rows cannot show it. */
export function FilterControl(control: ControlProperties) {
  const { value, model, onChange, disabled } = control;
  const [asJson, setAsJson] = useState(false);
  const [join, setJoin] = useState<FilterRows['join']>('and');
  const read = rowsOfFilter(value);
  const isPlain = read !== null && model !== null && !asJson;
  const shown = read && read.rows.length < 2 ? { ...read, join } : read;
  const set = (next: FilterRows) => {
    setJoin(next.join);
    onChange(filterOfRows(next));
  };
  return (
    <div className={classes.filter}>
      {isPlain && shown ? (
        <Rows model={model} filter={shown} disabled={disabled} onChange={set} onBlur={control.onBlur} />
      ) : (
        <JsonControl {...control} />
      )}
      <div className={classes.foot}>
        {isPlain && shown ? <AddRow model={model} filter={shown} disabled={disabled} onChange={set} id={control.id} /> : null}
        {read !== null && model !== null ? (
          <Button variant="subtle" size="compact-xs" leftSection={<CodeIcon />} onClick={() => setAsJson(!asJson)}>
            {asJson ? 'As conditions' : 'As JSON'}
          </Button>
        ) : null}
        {model ? <RowCount model={model.label} filter={value} /> : null}
      </div>
    </div>
  );
}

interface RowsProperties {
  readonly model: Model;
  readonly filter: FilterRows;
  readonly disabled: boolean;
  readonly onChange: (filter: FilterRows) => void;
}

function Rows({ model, filter, disabled, onChange, onBlur }: RowsProperties & { readonly onBlur: () => void }) {
  const setRow = (index: number, row: FilterRow | null) =>
    onChange({ ...filter, rows: filter.rows.flatMap((other, at) => (at === index ? (row ? [row] : []) : [other])) });
  return (
    <>
      {filter.rows.length > 1 ? (
        <SegmentedControl
          size="xs"
          value={filter.join}
          disabled={disabled}
          aria-label="How the conditions are joined"
          data={[
            { value: 'and', label: 'All of these' },
            { value: 'or', label: 'Any of these' },
          ]}
          onChange={(join) => onChange({ ...filter, join: join === 'or' ? 'or' : 'and' })}
        />
      ) : null}
      <div className={classes.rows} onBlur={onBlur}>
        {filter.rows.map((row, index) => (
          <FilterRowEditor key={index} model={model} row={row} disabled={disabled} onChange={(next) => setRow(index, next)} />
        ))}
      </div>
    </>
  );
}

function AddRow({ model, filter, disabled, onChange, id }: RowsProperties & { readonly id: string }) {
  const add = () => {
    const used = new Set(filter.rows.map((row) => row.field));
    const field = model.fields.find((each) => !used.has(each.name) && each.name !== 'id') ?? model.fields[0];
    if (field)
      onChange({
        ...filter,
        rows: [...filter.rows, { field: field.name, operator: '$eq', value: field.type.kind === 'boolean' ? true : '' }],
      });
  };
  return (
    <Button id={id} variant="subtle" size="compact-xs" leftSection={<PlusIcon />} disabled={disabled} onClick={add}>
      Add condition
    </Button>
  );
}
