import { Button, SegmentedControl } from '@mantine/core';
import { CodeIcon, PlusIcon } from '@radix-ui/react-icons';
import { useState } from 'react';

import type { Model } from '../../domain/api';
import { filterOfRows, shownRows, type FilterRow, type FilterRows } from '../../domain/filter/model';
import { valueFor } from '../../domain/filter/values';
import { counted } from '../../ui/numbers/count';
import type { ControlProperties } from '../form/controls/control';
import { JsonControl } from '../form/controls/JsonControl';
import { FilterRowEditor } from './FilterRowEditor';
import classes from './filter.module.css';
import { RowCount } from './RowCount';

/** Which rows: conditions that must all hold, or any of them; as JSON where rows cannot show it. */
export function FilterControl(control: ControlProperties) {
  const { value, model, onChange, disabled } = control;
  const [asJson, setAsJson] = useState(false);
  const [form, setForm] = useState<FilterRows | null>(null);
  const shown = shownRows(value, form);
  const isPlain = shown !== null && model !== null && !asJson;
  const set = (next: FilterRows) => {
    setForm(next);
    const filter = filterOfRows(next);
    if (JSON.stringify(filter) !== JSON.stringify(value)) onChange(filter);
  };
  return (
    <div className={classes.filter} role="group" aria-labelledby={`${control.id}-label`} aria-describedby={control.describedBy}>
      {isPlain ? (
        <Rows model={model} filter={shown} disabled={disabled} onChange={set} onBlur={control.onBlur} />
      ) : (
        <JsonControl {...control} />
      )}
      <div className={classes.foot}>
        {isPlain ? <AddRow model={model} filter={shown} disabled={disabled} onChange={set} /> : null}
        {shown !== null && model !== null ? (
          <Button variant="subtle" size="compact-xs" leftSection={<CodeIcon />} onClick={() => setAsJson(!asJson)}>
            {asJson ? 'As conditions' : 'As JSON'}
          </Button>
        ) : null}
        {model ? <RowCount model={model.label} filter={value} /> : null}
      </div>
      {isPlain ? <OpenRows filter={shown} /> : null}
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

/** Says of conditions without a value that they do not count, so that nobody takes them for a narrower search. */
function OpenRows({ filter }: { readonly filter: FilterRows }) {
  const open = filter.rows.filter((row) => row.value === undefined).length;
  if (open === 0) return null;
  return (
    <p className={classes.open} role="status">
      {open === 1 ? 'The condition without a value counts' : `${counted(open, 'condition')} without a value count`} once you give one.
    </p>
  );
}

function AddRow({ model, filter, disabled, onChange }: RowsProperties) {
  const add = () => {
    const used = new Set(filter.rows.map((row) => row.field));
    const field = model.fields.find((each) => !used.has(each.name) && each.name !== 'id') ?? model.fields[0];
    if (field)
      onChange({
        ...filter,
        rows: [...filter.rows, { field: field.name, operator: '$eq', value: valueFor(field.type.kind) }],
      });
  };
  return (
    <Button variant="subtle" size="compact-xs" leftSection={<PlusIcon />} disabled={disabled} onClick={add}>
      Add condition
    </Button>
  );
}
