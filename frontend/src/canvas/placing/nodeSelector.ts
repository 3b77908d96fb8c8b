/** Finds the card of a node in the page. */
export function nodeSelector(id: string): string {
  return `.react-flow__node[data-id="${CSS.escape(id)}"]`;
}
