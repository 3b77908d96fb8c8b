import type { NodeRunDetail } from '../../api/types';

type Links = NodeRunDetail['links'];

/** Finds the admin page of a row among the links of its node run, by the row's id; undefined where it has none. */
export function rowLinks(links: Links): ((row: Readonly<Record<string, unknown>>) => string | undefined) | undefined {
  if (links.length === 0) return undefined;
  const byId = new Map(links.map(({ url }) => [/\/([^/]+)\/change\/$/.exec(url)?.[1], url]));
  return (row) => byId.get(String(row['id']));
}
