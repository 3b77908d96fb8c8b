import type { Model } from '../../api/types';

/** The models whose name, or one of whose fields, has the text in it. */
export function matchModels(models: readonly Model[], text: string): Model[] {
  const wanted = text.trim().toLowerCase();
  const has = (word: string) => word.toLowerCase().includes(wanted);
  return models.filter((model) => has(model.label) || has(model.verbose_name) || model.fields.some(({ name }) => has(name)));
}

/** Models by the app that they belong to, both in their own order. */
export function byApp(models: readonly Model[]): [string, Model[]][] {
  return [...Map.groupBy(models, ({ app }) => app)];
}
