import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

export type Filters<Name extends string> = Readonly<Record<Name, string>>;

/** Filters that live in the address, so that a view can be shared and survives a reload; absent ones are "". */
export function useUrlFilters<Name extends string>(
  names: readonly Name[],
): [Filters<Name>, (change: Partial<Record<Name, string>>) => void] {
  const [parameters, setParameters] = useSearchParams();
  const key = names.join();
  const filters = useMemo(
    () => Object.fromEntries((key.split(',') as Name[]).map((name) => [name, parameters.get(name) ?? ''])) as Filters<Name>,
    [parameters, key],
  );
  const change = useCallback(
    (next: Partial<Record<Name, string>>) =>
      // A filter leaves the list where it is; another page begins at its top.
      setParameters((before) => withChange(before, next), { replace: true, preventScrollReset: !('page' in next) }),
    [setParameters],
  );
  return [filters, change];
}

/** A changed filter leads back to the first page, unless the page is what changed. */
export function withChange(before: URLSearchParams, change: Partial<Record<string, string>>): URLSearchParams {
  const after = new URLSearchParams(before);
  if (!('page' in change)) after.delete('page');
  for (const [name, value] of Object.entries(change)) {
    if (value) after.set(name, value);
    else after.delete(name);
  }
  return after;
}
