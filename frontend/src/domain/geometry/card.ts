import type { ShownPorts } from '../ports/node_ports';

/** The fixed grid of a node card, in canvas pixels. */
export const CARD = { width: 224, header: 40, row: 24, status: 20 } as const;

export interface Size {
  width: number;
  height: number;
}

export interface HandlePlace {
  port: string;
  side: 'input' | 'output';
  x: number;
  y: number;
}

/** The size of a card follows from its ports alone: nothing has to be measured. */
export function cardSize(ports: ShownPorts): Size {
  const rows = Math.max(ports.inputs.length, ports.outputs.length);
  return { width: CARD.width, height: CARD.header + rows * CARD.row + CARD.status };
}

/** Where the wires of each port meet the card: the middle of its row, inputs on the left edge, outputs on the right. */
export function handlePlaces(ports: ShownPorts): HandlePlace[] {
  return [
    ...ports.inputs.map((port, row): HandlePlace => ({ port: port.name, side: 'input', x: 0, y: rowMiddle(row) })),
    ...ports.outputs.map((port, row): HandlePlace => ({ port: port.name, side: 'output', x: CARD.width, y: rowMiddle(row) })),
  ];
}

export function rowMiddle(row: number): number {
  return CARD.header + row * CARD.row + CARD.row / 2;
}
