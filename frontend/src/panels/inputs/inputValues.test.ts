import { describe, expect, it } from 'vitest';

import type { Input } from '../../domain/definition/model';
import { beyondDefaults, defaultsOf, missingIn, onlyDeclared, withValue } from './inputValues';

const input = (name: string, part: Partial<Input> = {}): Input => ({
  name,
  type: 'text',
  title: '',
  description: '',
  required: true,
  default: null,
  ...part,
});
const inputs = [input('name', { default: 'Drill' }), input('brand'), input('note', { required: false })];

describe('values of inputs', () => {
  it('begin with the defaults', () => expect(defaultsOf(inputs)).toEqual({ name: 'Drill' }));

  it('are missing where one is required and not given, even if it was null by default', () => {
    expect(missingIn({ name: 'Saw' }, inputs).map(({ name }) => name)).toEqual(['brand']);
  });

  it('leave out inputs that are no more', () => expect(onlyDeclared({ name: 'Saw', gone: 1 }, inputs)).toEqual({ name: 'Saw' }));

  it('are kept only where they differ from the defaults', () => {
    expect(beyondDefaults({ name: 'Drill', brand: 'Voltera' }, inputs)).toEqual({ brand: 'Voltera' });
  });

  it('are set, and taken away by undefined', () => {
    expect(withValue({ name: 'Saw' }, 'brand', 'Voltera')).toEqual({ name: 'Saw', brand: 'Voltera' });
    expect(withValue({ name: 'Saw', brand: 'Voltera' }, 'brand', undefined)).toEqual({ name: 'Saw' });
  });
});
