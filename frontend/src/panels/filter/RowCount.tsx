import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { countRows } from '../../api/models';
import type { Json } from '../../domain/api';
import { counted } from '../../ui/numbers/count';
import classes from './filter.module.css';

const PAUSE = 350;

interface Properties {
  readonly model: string;
  readonly filter: Json | undefined;
}

/** How many rows the filter finds now; a filter that waits for the run's values cannot be counted yet. */
export function RowCount({ model, filter }: Properties) {
  const [settled] = useDebouncedValue(filter ?? {}, PAUSE);
  const isOpen = JSON.stringify(settled).includes('"$expression"');
  const { data, error } = useQuery({
    queryKey: ['row-count', model, settled],
    queryFn: ({ signal }) => countRows(model, settled, signal),
    enabled: !isOpen,
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (isOpen) return <span className={classes.count}>Counted when it runs</span>;
  if (error) return <span className={classes.fault}>{error.message}</span>;
  return <span className={classes.count}>{data ? `${counted(data.count, 'row')} ${data.count === 1 ? 'matches' : 'match'}` : ''}</span>;
}
