import type { Model } from '../../api/types';
import { byApp } from './matchModels';
import classes from './models.module.css';

interface Properties {
  readonly models: readonly Model[];
  readonly shown: string;
  readonly choose: (label: string) => void;
}

export function ModelList({ models, shown, choose }: Properties) {
  return (
    <nav className={classes.list} aria-label="Models">
      {byApp(models).map(([app, group]) => (
        <section key={app}>
          <h2 className={classes.app}>{app}</h2>
          {group.map((model) => (
            <button
              key={model.label}
              type="button"
              className={classes.item}
              aria-current={model.label === shown || undefined}
              onClick={() => choose(model.label)}
            >
              {model.name}
              <span className="faint">{model.fields.length}</span>
            </button>
          ))}
        </section>
      ))}
    </nav>
  );
}
