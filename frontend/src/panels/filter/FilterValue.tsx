import { NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';

import type { Json, ModelField } from '../../domain/api';
import { isExpression } from '../../domain/definition/model';
import type { FilterRow } from '../../domain/filter/model';
import { boundsOf, textOfValue, valueOfText } from '../../domain/filter/values';
import classes from './filter.module.css';

interface Properties {
  readonly row: FilterRow;
  readonly column: ModelField | undefined;
  readonly isRange: boolean;
  readonly disabled: boolean;
  /** Give the condition its value; undefined takes it away. */
  readonly onChange: (value: Json | undefined) => void;
}

/** The value of a condition, in the shape that its column and operator want. */
export function FilterValue(properties: Properties) {
  const { row, column, isRange } = properties;
  if (isExpression(row.value)) return <ExpressionValue {...properties} text={row.value.$expression} />;
  if (isRange) return <RangeValue {...properties} />;
  const isList = row.operator === '$in' || row.operator === '$nin';
  const choices = choicesOf(column);
  if (choices && !isList) return <ChoiceValue {...properties} choices={choices} />;
  return <TypedValue key={`${row.field}${row.operator}`} {...properties} isList={isList} />;
}

function ExpressionValue({ row, text, disabled, onChange }: Properties & { readonly text: string }) {
  return (
    <TextInput
      size="xs"
      className={classes.value ?? ''}
      leftSection="ƒ"
      value={text}
      disabled={disabled}
      styles={{ input: { fontFamily: 'var(--mono)' } }}
      aria-label={`Expression for ${row.field}`}
      onChange={(event) => onChange({ $expression: event.currentTarget.value })}
    />
  );
}

function RangeValue({ row, disabled, onChange }: Properties) {
  const { min, max } = boundsOf(row.value);
  const set = (bounds: { min: Json; max: Json }) =>
    onChange(bounds.min === null && bounds.max === null ? undefined : [bounds.min, bounds.max]);
  return (
    <span className={classes.range}>
      <Bound
        label={`Lowest ${row.field}`}
        placeholder="from"
        value={min}
        disabled={disabled}
        onChange={(next) => set({ min: next, max })}
      />
      <Bound label={`Highest ${row.field}`} placeholder="to" value={max} disabled={disabled} onChange={(next) => set({ min, max: next })} />
    </span>
  );
}

interface BoundProperties {
  readonly label: string;
  readonly placeholder: string;
  readonly value: Json;
  readonly disabled: boolean;
  readonly onChange: (value: Json) => void;
}

function Bound({ label, placeholder, value, disabled, onChange }: BoundProperties) {
  return (
    <NumberInput
      size="xs"
      hideControls
      value={typeof value === 'number' || typeof value === 'string' ? value : ''}
      placeholder={placeholder}
      disabled={disabled}
      aria-label={label}
      onChange={(next) => onChange(next === '' ? null : next)}
    />
  );
}

function ChoiceValue({ row, choices, disabled, onChange }: Properties & { readonly choices: { value: string; label: string }[] }) {
  return (
    <Select
      size="xs"
      className={classes.value ?? ''}
      data={choices}
      value={row.value === undefined ? null : textOfValue(row.value)}
      placeholder="choose"
      disabled={disabled}
      allowDeselect={false}
      aria-label={`Value for ${row.field}`}
      onChange={(next) => onChange(typeof row.value === 'boolean' ? next === 'true' : (next ?? undefined))}
    />
  );
}

/** Typed text is read as the column's kind when it can be; what cannot be read stays as it is for the server to refuse. */
function TypedValue({ row, column, isList, disabled, onChange }: Properties & { readonly isList: boolean }) {
  const kind = column?.type.kind ?? 'text';
  const [text, setText] = useState(() => textOfValue(row.value));
  const isSame = JSON.stringify(valueOfText(text, kind, row.operator)) === JSON.stringify(row.value);
  const shown = isSame ? text : textOfValue(row.value);
  const inputType = isList ? 'text' : kind === 'date' ? 'date' : kind === 'datetime' ? 'datetime-local' : 'text';
  return (
    <TextInput
      size="xs"
      className={classes.value ?? ''}
      type={inputType}
      value={shown}
      disabled={disabled}
      placeholder={isList ? 'a, b, c' : 'value'}
      inputMode={kind === 'number' || kind === 'integer' ? 'decimal' : 'text'}
      aria-label={`Value for ${row.field}`}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(valueOfText(event.currentTarget.value, kind, row.operator));
      }}
    />
  );
}

function choicesOf(column: ModelField | undefined): { value: string; label: string }[] | null {
  if (column?.type.kind === 'boolean')
    return [
      { value: 'true', label: 'Yes' },
      { value: 'false', label: 'No' },
    ];
  return (
    column?.choices?.map(([value, label]) => ({ value: textOfValue(value as Json), label: textOfValue((label ?? value) as Json) })) ?? null
  );
}
