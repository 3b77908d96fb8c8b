import type { Run } from '../../api/types';

/** The node that a run failed for; null where it did not fail, or failed as a whole. */
export function failedNode({ error }: Pick<Run, 'error'>): string | null {
  return error === null || error.node === '' ? null : error.node;
}
