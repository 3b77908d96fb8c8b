import { Tooltip } from '@mantine/core';

import type { Model } from '../../api/types';
import { Badge } from '../../ui/layout/Badge';
import classes from './models.module.css';

const OPTIONS: readonly { key: keyof Model['options']; word: string; meaning: string }[] = [
  { key: 'multi_tenant', word: 'Per tenant', meaning: 'Each row belongs to a tenant; a run sees its own tenant’s rows only.' },
  { key: 'soft_delete', word: 'Soft delete', meaning: 'Deleted rows are kept, with the reason, and left out of what nodes read.' },
  { key: 'audit_log', word: 'Audit log', meaning: 'Every change is kept with who made it, in which run and node.' },
  { key: 'versioned', word: 'Versioned', meaning: 'Rows carry a version; a change made to an older one is refused.' },
];

/** What the model does beyond holding rows, with the meaning on hover. */
export function OptionBadges({ options }: { readonly options: Model['options'] }) {
  const on = OPTIONS.filter(({ key }) => options[key]);
  if (on.length === 0) return null;
  return (
    <div className={classes.options}>
      {on.map(({ key, word, meaning }) => (
        <Tooltip key={key} label={meaning}>
          <span>
            <Badge tone="strong">{word}</Badge>
          </span>
        </Tooltip>
      ))}
    </div>
  );
}
