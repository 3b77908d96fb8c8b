import type { Position } from '../definition/model';
import type { Size } from './card';

/** Whether an area of the canvas lies wholly within a frame that shows the canvas moved by `x`, `y` frame pixels and enlarged by `zoom`. */
export function isWithin(area: Position & Size, { x, y, zoom }: Position & { zoom: number }, frame: Size): boolean {
  const left = x + area.x * zoom;
  const top = y + area.y * zoom;
  return left >= 0 && top >= 0 && left + area.width * zoom <= frame.width && top + area.height * zoom <= frame.height;
}
