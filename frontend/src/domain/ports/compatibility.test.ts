import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import type { PortType } from '../api';
import { mismatch, shortName } from './compatibility';

interface Case {
  source: Partial<PortType> & Pick<PortType, 'kind'>;
  target: Partial<PortType> & Pick<PortType, 'kind'>;
  reason: string | null;
}

const table = JSON.parse(readFileSync(`${import.meta.dirname}/../../../../tests/contract/port_types.json`, 'utf8')) as Case[];

function typeOf({ kind, model = null, field = null }: Case['source']): PortType {
  const name = model ? shortName(model) : '';
  const rows = kind === 'row' || kind === 'rows';
  const word = kind.charAt(0).toUpperCase() + kind.slice(1);
  return { kind, model, field, label: rows ? (name ? `${word}[${name}]` : kind) : name && field ? `${name}.${field}` : kind };
}

describe('the table of port types that the server keeps too', () => {
  it.each(table.map((each) => [typeOf(each.source), typeOf(each.target), each.reason] as const))(
    '%o into %o: %s',
    (source, target, refusal) => {
      expect(mismatch(source, target)).toBe(refusal);
    },
  );
});
