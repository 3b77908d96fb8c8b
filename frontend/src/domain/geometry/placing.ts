import type { Position } from '../definition/model';
import type { Size } from './card';

export const GRID = 8;
const GAP = 24;

export interface Box extends Position, Size {}

export function snapped(position: Position): Position {
  return { x: Math.round(position.x / GRID) * GRID, y: Math.round(position.y / GRID) * GRID };
}

/** The wanted position, moved down until the new box covers none of the others. */
export function freePosition(wanted: Position, size: Size, others: readonly Box[]): Position {
  let place = snapped(wanted);
  for (let hit = covered(place, size, others); hit; hit = covered(place, size, others)) {
    place = snapped({ x: place.x, y: hit.y + hit.height + GAP });
  }
  return place;
}

function covered(place: Position, size: Size, others: readonly Box[]): Box | undefined {
  return others.find(
    (box) =>
      place.x < box.x + box.width + GAP &&
      box.x < place.x + size.width + GAP &&
      place.y < box.y + box.height + GRID &&
      box.y < place.y + size.height + GRID,
  );
}
