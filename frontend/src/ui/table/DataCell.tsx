import { useClipboard } from '@mantine/hooks';
import { CheckIcon, CopyIcon } from '@radix-ui/react-icons';

import { cellText } from './columns';
import classes from './table.module.css';

/** One value; an empty one is drawn as such, any other can be copied. */
export function DataCell({ value }: { readonly value: unknown }) {
  const text = cellText(value);
  const isEmpty = value === null || value === undefined;
  return (
    <td data-numeric={typeof value === 'number' || undefined}>
      <div className={classes.cell} title={text}>
        {isEmpty ? <span className={classes.empty}>empty</span> : text}
        {isEmpty ? null : <CopyCell text={text} />}
      </div>
    </td>
  );
}

/** Seen while the pointer is on the cell. It is no stop for Tab: a table has hundreds, and the keyboard copies the whole. */
function CopyCell({ text }: { readonly text: string }) {
  const clipboard = useClipboard({ timeout: 1200 });
  const word = clipboard.copied ? 'Copied' : 'Copy the value';
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes.copyCell}
      data-done={clipboard.copied || undefined}
      aria-label={word}
      title={word}
      onClick={() => clipboard.copy(text)}
    >
      {clipboard.copied ? <CheckIcon width={13} height={13} aria-hidden /> : <CopyIcon width={13} height={13} aria-hidden />}
    </button>
  );
}
