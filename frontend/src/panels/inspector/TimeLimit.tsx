import { NumberSetting } from './NumberSetting';

interface Properties {
  readonly label: string;
  /** In seconds; null where there is none. */
  readonly value: number | null;
  readonly disabled: boolean;
  readonly onChange: (value: number | null) => void;
  readonly onBlur: () => void;
}

/** The longest time that something may take, if there is any. */
export function TimeLimit(properties: Properties) {
  return <NumberSetting placeholder="Any" suffix=" s" min={0.001} decimals={3} {...properties} />;
}
