import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** The run that the canvas shows, remembered in the address so that reloading and sharing keep it. */
export function useShownRun(): [number | null, (run: number | null) => void] {
  const [parameters, setParameters] = useSearchParams();
  const given = Number(parameters.get('run'));
  const show = useCallback(
    (run: number | null) =>
      setParameters(
        (before) => {
          if (run === null) before.delete('run');
          else before.set('run', String(run));
          return before;
        },
        { replace: true },
      ),
    [setParameters],
  );
  return [Number.isInteger(given) && given > 0 ? given : null, show];
}
