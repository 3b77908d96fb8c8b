import { Button } from '@mantine/core';
import { ChevronLeftIcon, ChevronRightIcon } from '@radix-ui/react-icons';

import { formatNumber } from '../numbers/count';
import classes from './layout.module.css';

interface Properties {
  readonly page: number;
  readonly count: number;
  readonly pageSize: number;
  readonly onChange: (page: number) => void;
}

/** "51–100 of 2,318", with the way back and on; nothing where all fits on one page. */
export function Pager({ page, count, pageSize, onChange }: Properties) {
  const pages = Math.ceil(count / pageSize);
  if (pages <= 1) return null;
  const first = (page - 1) * pageSize + 1;
  const last = Math.min(page * pageSize, count);
  return (
    <nav className={classes.pager} aria-label="Pages of the list">
      <span className="muted">
        {formatNumber(first)}–{formatNumber(last)} of {formatNumber(count)}
      </span>
      <Button variant="default" leftSection={<ChevronLeftIcon />} disabled={page <= 1} onClick={() => onChange(page - 1)}>
        Previous
      </Button>
      <Button variant="default" rightSection={<ChevronRightIcon />} disabled={page >= pages} onClick={() => onChange(page + 1)}>
        Next
      </Button>
    </nav>
  );
}
