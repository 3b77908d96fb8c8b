import { ActionIcon, Select } from '@mantine/core';
import { ArrowDownIcon, ArrowUpIcon, Cross2Icon } from '@radix-ui/react-icons';

import type { ControlProperties } from './control';
import classes from './controls.module.css';

/** Columns to sort by, the first one first; a click turns the direction round. */
export function OrderControl({ id, value, onChange, describedBy, disabled, model }: ControlProperties) {
  const order = Array.isArray(value) ? value.map(String) : [];
  const set = (next: string[]) => onChange(next.length === 0 ? undefined : next);
  const free = model?.fields.map((field) => field.name).filter((name) => !order.some((key) => columnOf(key) === name)) ?? [];
  return (
    <div className={classes.order}>
      {order.map((key) => (
        <OrderChip
          key={columnOf(key)}
          value={key}
          disabled={disabled}
          onTurn={() => set(order.map((other) => (other === key ? turned(key) : other)))}
          onRemove={() => set(order.filter((other) => other !== key))}
        />
      ))}
      <Select
        id={id}
        className={classes.addOrder ?? ''}
        size="xs"
        data={free}
        value={null}
        searchable
        disabled={disabled}
        placeholder={order.length === 0 ? 'Sort by …' : 'then by …'}
        aria-describedby={describedBy}
        onChange={(column) => column && set([...order, column])}
      />
    </div>
  );
}

interface ChipProperties {
  readonly value: string;
  readonly disabled: boolean;
  readonly onTurn: () => void;
  readonly onRemove: () => void;
}

function OrderChip({ value, disabled, onTurn, onRemove }: ChipProperties) {
  const isDown = value.startsWith('-');
  const column = columnOf(value);
  return (
    <span className={classes.chip}>
      <button
        type="button"
        className={classes.turn}
        disabled={disabled}
        onClick={onTurn}
        title={isDown ? 'Largest first' : 'Smallest first'}
      >
        {isDown ? <ArrowDownIcon aria-label="Largest first" /> : <ArrowUpIcon aria-label="Smallest first" />}
        {column}
      </button>
      <ActionIcon size={18} disabled={disabled} aria-label={`Do not sort by ${column}`} onClick={onRemove}>
        <Cross2Icon width={11} />
      </ActionIcon>
    </span>
  );
}

function columnOf(key: string): string {
  return key.startsWith('-') ? key.slice(1) : key;
}

function turned(key: string): string {
  return key.startsWith('-') ? key.slice(1) : `-${key}`;
}
