import { Button } from '@mantine/core';
import { ExternalLinkIcon } from '@radix-ui/react-icons';
import type { ReactNode } from 'react';

import type { Model } from '../../api/types';
import { counted } from '../../ui/numbers/count';
import { FieldTable } from './FieldTable';
import classes from './models.module.css';
import { ModelNodeTypes } from './ModelNodeTypes';
import { OptionBadges } from './OptionBadges';
import { UsedBy } from './UsedBy';

export function ModelDetail({ model }: { readonly model: Model }) {
  return (
    <article className={classes.detail} aria-label={model.name}>
      <header className={classes.head}>
        <div>
          <h2 className={classes.name}>{model.name}</h2>
          <code className={`mono ${classes.label ?? ''}`}>{model.label}</code>
        </div>
        {model.admin_url ? (
          <Button component="a" href={model.admin_url} variant="default" rightSection={<ExternalLinkIcon />}>
            Rows in admin
          </Button>
        ) : null}
      </header>
      <OptionBadges options={model.options} />
      <Part title={counted(model.fields.length, 'field')}>
        <FieldTable model={model} />
      </Part>
      <Part title={counted(model.node_types.length, 'node type')}>
        <ModelNodeTypes names={model.node_types} />
      </Part>
      <Part title="Used by">
        <UsedBy workflows={model.workflows} />
      </Part>
    </article>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h3 className={classes.partTitle}>{title}</h3>
      {children}
    </section>
  );
}
