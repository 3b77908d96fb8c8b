import type { Input } from './model';

/** A new input whose name none of the others has. */
export function freshInput(inputs: readonly Input[]): Input {
  const names = new Set(inputs.map((input) => input.name));
  let count = inputs.length + 1;
  while (names.has(`input_${count}`)) count += 1;
  return { name: `input_${count}`, type: 'text', title: '', description: '', required: true, default: null };
}
