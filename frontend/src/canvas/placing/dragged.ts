/** The drag-and-drop type under which the palette hands over the name of a node type. */
export const DRAGGED_TYPE = 'application/x-dataflow-node-type';
