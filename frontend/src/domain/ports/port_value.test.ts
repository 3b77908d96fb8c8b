import { expect, it } from 'vitest';

import { portValue } from './port_value';

it.each([
  ['classification', 'classification'],
  ['', '“”'],
  [12.5, '12.5'],
  [false, 'false'],
  [null, 'null'],
  [[1, 2], '[2]'],
  [{ category: 'Tools', price: 1 }, '{category, price}'],
  [{ $expression: 'inputs.code  ?:\n "NEW"' }, '= inputs.code ?: "NEW"'],
  ['a'.repeat(60), `${'a'.repeat(39)}…`],
])('says %j as %s', (value, text) => expect(portValue({ port: value }, 'port')).toBe(text));

it('says nothing where nothing is given', () => expect(portValue({ other: 1 }, 'port')).toBeNull());
