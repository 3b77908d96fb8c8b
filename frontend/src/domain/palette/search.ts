import type { NodeType } from '../api';
import { operationOf } from './names';

/** Whether every word of the search is somewhere in the node type's name, title, category or description. */
export function matchesSearch(type: NodeType, search: string): boolean {
  const text = `${type.name} ${type.title} ${type.category} ${type.description}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export interface PaletteGroup {
  name: string;
  types: NodeType[];
}

/** One row first, then many; reading before writing. */
const ORDER = ['List', 'Read', 'Count', 'Create', 'Update', 'Upsert', 'Delete', 'BulkCreate', 'BulkUpdate', 'BulkUpsert', 'BulkDelete'];

/** The app whose models a workflow is likely to want where it works on none of them yet. */
const CATALOGUE = 'catalog.';
const NO_MODELS: ReadonlySet<string> = new Set();

/** The node types by category: general ones first, then one group a model: those that the workflow works on, the catalogue's, the others. */
export function paletteGroups(types: readonly NodeType[], search: string, worksOn: ReadonlySet<string> = NO_MODELS): PaletteGroup[] {
  const groups = new Map<string, NodeType[]>();
  const found = types.filter((type) => matchesSearch(type, search));
  for (const type of found) groups.set(type.category, [...(groups.get(type.category) ?? []), type]);
  const sorted = [...groups].map(([name, members]) => ({ name, types: members.sort((a, b) => placeOf(a) - placeOf(b)) }));
  return sorted.sort((a, b) => tierOf(a, worksOn) - tierOf(b, worksOn));
}

function tierOf(group: PaletteGroup, worksOn: ReadonlySet<string>): number {
  const models = group.types.map((type) => type.model);
  if (models.includes(null)) return 0;
  if (models.some((model) => model !== null && worksOn.has(model))) return 1;
  return models[0]?.startsWith(CATALOGUE) ? 2 : 3;
}

function placeOf(type: NodeType): number {
  const place = ORDER.indexOf(operationOf(type) ?? '');
  return place < 0 ? ORDER.length : place;
}
