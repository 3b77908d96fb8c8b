import type { JsonObject } from '../domain/api';

const kept = new Map<number, JsonObject>();

/** What the person last started a run of the workflow with, so that trying again needs no typing. */
export function lastInputs(workflow: number): JsonObject {
  return kept.get(workflow) ?? {};
}

export function keepInputs(workflow: number, inputs: JsonObject): void {
  kept.set(workflow, inputs);
}
