import { useClipboard } from '@mantine/hooks';

import { cellText } from './columns';
import classes from './table.module.css';

/** One value; empty ones are drawn as such, and a click copies it. */
export function DataCell({ value }: { readonly value: unknown }) {
  const clipboard = useClipboard({ timeout: 800 });
  const text = cellText(value);
  const numeric = typeof value === 'number';
  return (
    <td data-numeric={numeric || undefined}>
      {value === null || value === undefined ? (
        <span className={classes.empty}>empty</span>
      ) : (
        <button type="button" className={classes.cell} onClick={() => clipboard.copy(text)} title={clipboard.copied ? 'Copied' : text}>
          {clipboard.copied ? 'Copied' : text}
        </button>
      )}
    </td>
  );
}
