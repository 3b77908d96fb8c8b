import { Radio } from '@mantine/core';

import type { Template } from '../../api/types';
import { counted } from '../../ui/numbers/count';
import classes from './workflows.module.css';

const BLANK = { slug: '', name: 'Blank', description: 'An empty canvas.', node_count: 0 };

interface Properties {
  readonly templates: readonly Template[];
  readonly value: string;
  readonly onChange: (slug: string) => void;
}

/** A blank canvas, or one of the ready-made definitions. */
export function TemplateChoice({ templates, value, onChange }: Properties) {
  return (
    <Radio.Group label="Begin from" value={value} onChange={onChange} classNames={{ label: classes.choiceLabel ?? '' }}>
      <div className={classes.choices}>
        {[BLANK, ...templates].map((template) => (
          <Radio.Card key={template.slug} value={template.slug} className={classes.choice ?? ''}>
            <span className={classes.choiceTitle}>
              {template.name}
              {template.node_count > 0 ? <span className="faint">{counted(template.node_count, 'node')}</span> : null}
            </span>
            <span className={classes.choiceText}>{template.description}</span>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}
