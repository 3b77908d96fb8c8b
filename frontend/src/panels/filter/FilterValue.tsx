import { NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';

import type { Json, ModelField, PortKind } from '../../domain/api';
import { isExpression } from '../../domain/definition/model';
import type { FilterRow, Operator } from '../../domain/filter/model';
import { boundsOf, shapeOf, textOfValue, valueOfText } from '../../domain/filter/values';
import classes from './filter.module.css';

const YES_OR_NO = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];
/** The operators whose value is one that the column may hold. */
const WITH_CHOICES: readonly Operator[] = ['$eq', '$ne'];

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
  const shape = shapeOf(row.operator);
  if (isRange || shape === 'range') return <RangeValue {...properties} />;
  if (shape === 'flag') return <ChoiceValue {...properties} choices={YES_OR_NO} />;
  const isList = shape === 'list';
  const choices = WITH_CHOICES.includes(row.operator) ? choicesOf(column) : null;
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

function RangeValue({ row, column, disabled, onChange }: Properties) {
  const kind = column?.type.kind ?? 'number';
  const { min, max } = boundsOf(row.value);
  const set = (bounds: { min: Json; max: Json }) =>
    onChange(bounds.min === null && bounds.max === null ? undefined : [bounds.min, bounds.max]);
  return (
    <span className={classes.range}>
      <Bound
        label={`Lowest ${row.field}`}
        kind={kind}
        placeholder="from"
        value={min}
        disabled={disabled}
        onChange={(next) => set({ min: next, max })}
      />
      <Bound
        label={`Highest ${row.field}`}
        kind={kind}
        placeholder="to"
        value={max}
        disabled={disabled}
        onChange={(next) => set({ min, max: next })}
      />
    </span>
  );
}

interface BoundProperties {
  readonly label: string;
  readonly kind: PortKind;
  readonly placeholder: string;
  readonly value: Json;
  readonly disabled: boolean;
  readonly onChange: (value: Json) => void;
}

function Bound({ label, kind, placeholder, value, disabled, onChange }: BoundProperties) {
  if (kind !== 'number' && kind !== 'integer') {
    return (
      <TextInput
        size="xs"
        type={inputTypeOf(kind)}
        value={textOfValue(value)}
        placeholder={placeholder}
        disabled={disabled}
        aria-label={label}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    );
  }
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
  const inputType = isList ? 'text' : inputTypeOf(kind);
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

function inputTypeOf(kind: PortKind): string {
  return kind === 'date' ? 'date' : kind === 'datetime' ? 'datetime-local' : 'text';
}

function choicesOf(column: ModelField | undefined): { value: string; label: string }[] | null {
  if (column?.type.kind === 'boolean') return YES_OR_NO;
  return (
    column?.choices?.map(([value, label]) => ({ value: textOfValue(value as Json), label: textOfValue((label ?? value) as Json) })) ?? null
  );
}
