import { expect, it } from 'vitest';

import { isWithin } from './view';

const area = { x: 0, y: 0, width: 400, height: 200 };
const frame = { width: 420, height: 220 };

it('an area is within the frame while all four of its edges are', () => {
  expect(isWithin(area, { x: 10, y: 10, zoom: 1 }, frame)).toBe(true);
  expect(isWithin(area, { x: -1, y: 10, zoom: 1 }, frame)).toBe(false);
  expect(isWithin(area, { x: 10, y: 21, zoom: 1 }, frame)).toBe(false);
  expect(isWithin(area, { x: 10, y: 10, zoom: 1.1 }, frame)).toBe(false);
});
