// @vitest-environment happy-dom

import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';

import { JsonTree } from './JsonTree';

const show = (value: unknown, depth = 1) =>
  render(
    <MantineProvider>
      <JsonTree value={value} depth={depth} label="output" />
    </MantineProvider>,
  );

afterEach(cleanup);

describe('JsonTree', () => {
  it('folds what lies deeper than its depth, and opens it on a click', () => {
    show({ record: { name: 'Drill' } });
    expect(screen.queryByText('"Drill"')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: /record/ }));
    expect(screen.getByText('"Drill"')).toBeDefined();
    expect(screen.getByRole('button', { name: /record/ }).getAttribute('aria-expanded')).toBe('true');
  });

  it('draws a long list a hundred at a time', () => {
    show(Array.from({ length: 250 }, (_, index) => `item ${index}`));
    expect(screen.queryByText('"item 100"')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Show 100 more' }));
    expect(screen.getByText('"item 199"')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Show 50 more' })).toBeDefined();
  });

  it('cuts long text until it is asked for', () => {
    show({ text: 'x'.repeat(400) });
    fireEvent.click(screen.getByRole('button', { name: 'Show all 402 characters' }));
    expect(screen.getByText(`"${'x'.repeat(400)}"`)).toBeDefined();
  });
});
