import type { Json, JsonObject } from '../../domain/api';
import type { Input } from '../../domain/definition/model';

/** The values that inputs have where nobody gives one. */
export function defaultsOf(inputs: readonly Input[]): JsonObject {
  return Object.fromEntries(inputs.filter((input) => input.default !== null).map((input) => [input.name, input.default]));
}

/** The values without those of inputs that are no more. */
export function onlyDeclared(values: JsonObject, inputs: readonly Input[]): JsonObject {
  const names = new Set(inputs.map((input) => input.name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}

/** The inputs that must be given and have not been. */
export function missingIn(values: JsonObject, inputs: readonly Input[]): readonly Input[] {
  return inputs.filter((input) => input.required && values[input.name] === undefined);
}

export function withValue(values: JsonObject, name: string, value: Json | undefined): JsonObject {
  if (value !== undefined) return { ...values, [name]: value };
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
}

/** The values that differ from the defaults: the rest follows the definition when its defaults change. */
export function beyondDefaults(values: JsonObject, inputs: readonly Input[]): JsonObject {
  const defaults = defaultsOf(inputs);
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(defaults[name])));
}
