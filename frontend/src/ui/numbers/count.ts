const grouped = new Intl.NumberFormat();

/** 12345 → "12,345", in the person's own way of writing numbers. */
export const formatNumber = (value: number): string => grouped.format(value);

/** counted(1, 'row') → "1 row", counted(2000, 'row') → "2,000 rows"; give the plural where it is irregular. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`;
}
